import type { Language } from './lexicon/lexicon.ts'

/** The closed classes of each language: few, fixed, and what holds a phrase together. All folded (no accents, lower case). */
type Grammar = {
  /** A noun follows. */
  articles: ReadonlySet<string>
  /** Relations between things, each under its English name. */
  prepositions: ReadonlyMap<string, string>
  /** What they govern is not there. */
  negations: ReadonlySet<string>
  /** Negates and governs at once: no person. */
  nobody: ReadonlySet<string>
  numbers: ReadonlyMap<string, number>
  /** "many", "some": more than one, nobody says how many. */
  quantities: ReadonlySet<string>
  /** Says nothing by itself: auxiliaries, relative pronouns, particles. */
  particles: ReadonlySet<string>
  /** Words about pictures and politeness, not about what is in them. */
  filler: ReadonlySet<string>
  /** Joins things that stand side by side. */
  conjunctions: ReadonlySet<string>
}

const set = (words: string) => new Set(words.split(' '))
/** `name: word word; name: word`. */
const map = (text: string) =>
  new Map(
    text.split(';').flatMap((entry) => {
      const [name = '', words = ''] = entry.split(':').map((part) => part.trim())
      // A hyphen separates tokens.
      return words.split(',').map((word) => [word.trim().replaceAll('-', ' '), name] as const)
    }),
  )
/** Names of one, two, three …; then of what `more` counts by: "twenty: 20". */
const numbers = (text: string, more: string) =>
  new Map([
    ...text.split(';').flatMap((words, i) => words.split(',').map((word) => [word.trim(), i + 1] as const)),
    ...[...map(more)].map(([word, value]) => [word, Number(value)] as const),
  ])

export const GRAMMAR: Record<Language, Grammar> = {
  en: {
    articles: set('a an the this these those my your his her its our their some'),
    particles: set(
      'of is are was were be being been that which who whose it he she they there very really quite so too please me us i you just also while',
    ),
    prepositions: map(
      'on: on,upon,onto,atop; in: in,inside,within,into,at,during; under: under,beneath,below,underneath; over: over,above; beside: beside,near,by,next to,close to,alongside,around; behind: behind; before: in front of,before; with: with,having,including; against: against; between: between,among; through: through,across,along; outside: out of,outside; from: from; to: to,toward,towards; like: like,as; for: for,about; after: after',
    ),
    negations: set('no not without none never nothing minus except lacking'),
    nobody: set('nobody'),
    numbers: numbers(
      'one,single,lone;two,pair,couple,both,twin,duo;three,trio,triple;four,quartet;five;six;seven;eight;nine;ten;eleven;twelve,dozen',
      '13: thirteen; 14: fourteen; 15: fifteen; 16: sixteen; 17: seventeen; 18: eighteen; 19: nineteen; 20: twenty; 30: thirty; 40: forty; 50: fifty; 60: sixty; 70: seventy; 80: eighty; 90: ninety; 100: hundred; 1000: thousand; 1000000: million',
    ),
    quantities: set(
      'many several lots lot multiple numerous few group herd flock crowd bunch swarm pack hundreds thousands dozens countless',
    ),
    filler: set(
      'photo picture image drawing painting illustration photograph pic portrait view scene shot closeup draw make create generate show give render paint want would like can could macro detailed realistic style high quality 4k hd',
    ).add('close up'),
    conjunctions: set('and plus'),
  },
  fr: {
    articles: set('le la les l un une des ce cette ces mon ma mes ton ta tes son sa ses notre votre leur'),
    particles: set('du de d qui que est sont tres il elle ils elles se s y plait moi'),
    prepositions: map(
      'on: sur; in: dans,en,a,au,aux,pendant; under: sous; over: au-dessus,par-dessus; beside: pres,a cote,au bord,bord,cote; behind: derriere; before: devant; with: avec; against: contre; between: entre,parmi; through: a travers; from: depuis; to: vers; like: comme; for: pour',
    ),
    negations: set('pas sans aucun aucune ni jamais rien'),
    nobody: set('personne'),
    numbers: numbers(
      'seul;deux,paire,couple;trois;quatre;cinq;six;sept;huit;neuf;dix;onze;douze,douzaine',
      '13: treize; 14: quatorze; 15: quinze; 16: seize; 20: vingt; 30: trente; 40: quarante; 50: cinquante; 60: soixante; 100: cent; 1000: mille; 1000000: million',
    ),
    quantities: set('plusieurs beaucoup nombreux quelques groupe troupeau'),
    filler: set('photo image dessin peinture illustration dessine dessiner montre fais portrait vue scene'),
    conjunctions: set('et'),
  },
  es: {
    articles: set('el la los las un una unos unas lo este estos estas mi tu su sus nuestro'),
    particles: set('de del que es son esta estan muy se al por favor me'),
    prepositions: map(
      'on: sobre,encima; in: en,dentro,durante; under: bajo,debajo; over: por encima; beside: junto,cerca,lado,al lado,orillas; behind: detras; before: delante,frente; with: con; against: contra; between: entre; through: a traves; from: desde; to: hacia,a; like: como; for: para',
    ),
    negations: set('no sin ningun ninguna nunca nada ni'),
    nobody: set('nadie'),
    numbers: numbers(
      'solo;dos,par,pareja;tres;cuatro;cinco;seis;siete;ocho;nueve;diez;once;doce,docena',
      '13: trece; 14: catorce; 15: quince; 20: veinte; 30: treinta; 40: cuarenta; 50: cincuenta; 100: cien,ciento; 1000: mil; 1000000: millon',
    ),
    quantities: set('muchos muchas varios varias algunos algunas grupo manada'),
    filler: set('foto imagen dibujo pintura ilustracion dibuja dibujar muestra haz retrato vista escena'),
    conjunctions: set('y e'),
  },
  de: {
    articles: set(
      'der die das dem den des ein eine einen einem einer eines dieser diese dieses mein meine dein deine sein seine ihr ihre unser',
    ),
    particles: set('ist sind wird werden sehr bitte mir mich welche welcher sich es er sie zum zur'),
    prepositions: map(
      'on: auf; in: in,im,ins,am,an,bei,beim,wahrend; under: unter,unterm; over: uber,uberm; beside: neben,nahe; behind: hinter; before: vor; with: mit; against: gegen; between: zwischen; through: durch,entlang; from: aus,von,vom; to: zu,nach; like: wie; for: fur',
    ),
    negations: set('kein keine keinen keiner keinem nicht ohne nie nichts'),
    nobody: set('niemand niemanden'),
    numbers: numbers(
      'einzelne;zwei,paar;drei;vier;funf;sechs;sieben;acht;neun;zehn;elf;zwolf,dutzend',
      '13: dreizehn; 14: vierzehn; 15: funfzehn; 20: zwanzig; 30: dreißig,dreissig; 40: vierzig; 50: funfzig; 100: hundert; 1000: tausend; 1000000: million',
    ),
    quantities: set('viele mehrere einige gruppe herde schwarm'),
    filler: set('foto bild zeichnung gemalde illustration zeichne zeichnen male zeige portrat ansicht szene'),
    conjunctions: set('und'),
  },
}
