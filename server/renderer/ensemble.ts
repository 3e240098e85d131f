/** Where figures are looking, as they are drawn; `front` looks at us and is never mirrored for direction's sake. */
export type Facing = 'left' | 'right' | 'front'

/**
 * Figures that belong together (a rider and the horse, a cat in a hat), drawn around their own origin: x 0 is their middle,
 * y 0 the ground they stand on, up is negative. 100 units are the height of a dog.
 */
export type Ensemble = {
  /** SVG, mostly `<use>` of definitions that were added to the canvas; no id of its own. */
  markup: string
  /** What it covers, in its own units. */
  box: { left: number; top: number; right: number; bottom: number }
  /** Where it touches the ground, to throw shadows; none where it flies or swims. */
  feet: readonly { x: number; width: number }[]
  faces: Facing
  /** `backdrop`: large and still (a tree, a house): stands behind the others where it can. */
  role: 'main' | 'other' | 'backdrop'
  /** Equal for copies of one thing: "three blue birds" are three ensembles of one kind. */
  kind: string
}

/** Everything the words put on the stage, in the order of the words. */
export type Cast = {
  ensembles: readonly Ensemble[]
  /** What they do to each other decides how they are placed: who chases runs behind whom, in one direction. */
  together: 'apart' | 'in-a-row' | 'many'
}
