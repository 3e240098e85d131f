/** A comparison that scores this is near enough to be offered; chosen on bench/similar/pairs.json and never below. */
export const SIMILAR_ENOUGH = 0.7
