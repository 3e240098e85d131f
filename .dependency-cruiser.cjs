/** The rooms and who may call whom (docs: CONTRIBUTING.md). A room never calls a room above it. */
const room = (names) => `^server/(${names})/`
const tests = '(\\.test|\\.fixture|contract)\\.tsx?$'

/** Top to bottom, as a request passes through them. */
const FLOORS = [
  'cli',
  'http|trpc|rest',
  'pictures|memes|identity|limits',
  'cache|queue|upstream|renderer|storage|mail|events|notices|webhooks|push|emulator|probe',
  'words',
]

const upward = FLOORS.slice(1).map((floor, index) => ({
  name: `no-way-up-from-${floor.split('|')[0]}`,
  severity: 'error',
  comment: 'Data goes down the rooms once and comes back once.',
  from: { path: room(floor), pathNot: tests },
  // The table of tiers is everybody's.
  to: { path: room(FLOORS.slice(0, index + 1).join('|')), pathNot: '^server/limits/tiers\\.ts$' },
}))

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'db-is-the-ground',
      severity: 'error',
      comment: 'The database knows errors and nothing else of the service.',
      from: { path: '^db/', pathNot: tests },
      to: { path: '^server/', pathNot: '^server/errors\\.ts$' },
    },
    {
      name: 'pages-see-types-only',
      severity: 'error',
      comment: 'Pages reach the running service through server/accessor.ts; components import types.',
      from: { path: '^(app|components)/', pathNot: '^app/api/auth/' },
      to: { path: '^(server|db)/', pathNot: '^server/accessor\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pages-are-the-top',
      severity: 'error',
      from: { path: '^(server|db)/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'product-code-needs-no-test-packages',
      severity: 'error',
      from: { path: '^(app|components|server|db)/', pathNot: `${tests}|^server/cli/|^db/pglite\\.ts$|\\.fake\\.ts$` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
