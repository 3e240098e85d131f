/** Goes into the cache key: raise it whenever the same words and seed would give other pixels than before. */
export const RENDERER_VERSION = '2'
