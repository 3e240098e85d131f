/** A place inside a lane: the smaller turn goes first, then the smaller id. */
export type Turn = { turn: number; id: string }

type Node = Turn & { priority: number; size: number; left: Node | undefined; right: Node | undefined }

/** Turns in order, with the rank of each: adding, removing and ranking cost O(log n). A treap whose nodes know their sizes. */
export interface RankedSet {
  readonly size: number
  /** Adds a turn that is not in it yet. */
  add(turn: Turn): void
  /** Removes a turn that is in it. */
  remove(turn: Turn): void
  /** How many go before this one, whether or not it is in the set itself. */
  rank(turn: Turn): number
}

export function createRankedSet(): RankedSet {
  let root: Node | undefined
  let state = 1
  // Priorities need only be unrelated to the order in which turns come; a small generator will do.
  const priority = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state
  }
  return {
    get size() {
      return sizeOf(root)
    },
    add({ turn, id }) {
      const [before, after] = split(root, { turn, id })
      const node = { turn, id, priority: priority(), size: 1, left: undefined, right: undefined }
      root = join(join(before, node), after)
    },
    remove(turn) {
      root = without(root, turn)
    },
    rank(turn) {
      let rank = 0
      for (let node = root; node; ) {
        if (compareTurns(node, turn) < 0) {
          rank += sizeOf(node.left) + 1
          node = node.right
        } else node = node.left
      }
      return rank
    },
  }
}

export const compareTurns = (a: Turn, b: Turn) => a.turn - b.turn || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const sizeOf = (node: Node | undefined) => node?.size ?? 0

function sized(node: Node): Node {
  node.size = sizeOf(node.left) + sizeOf(node.right) + 1
  return node
}

/** Those before `turn`, and the rest. */
function split(node: Node | undefined, turn: Turn): [Node | undefined, Node | undefined] {
  if (!node) return [undefined, undefined]
  if (compareTurns(node, turn) < 0) {
    const [before, after] = split(node.right, turn)
    node.right = before
    return [sized(node), after]
  }
  const [before, after] = split(node.left, turn)
  node.left = after
  return [before, sized(node)]
}

/** One tree of two, all of `a` before all of `b`. */
function join(a: Node | undefined, b: Node | undefined): Node | undefined {
  if (!a || !b) return a ?? b
  if (a.priority > b.priority) {
    a.right = join(a.right, b)
    return sized(a)
  }
  b.left = join(a, b.left)
  return sized(b)
}

function without(node: Node | undefined, turn: Turn): Node | undefined {
  if (!node) return undefined
  const order = compareTurns(turn, node)
  if (order === 0) return join(node.left, node.right)
  if (order < 0) node.left = without(node.left, turn)
  else node.right = without(node.right, turn)
  return sized(node)
}
