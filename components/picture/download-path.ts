const LONGEST_NAME = 60

/** Where a picture is saved from: its path with a file name made of the words. Other scripts' letters stay. */
export function downloadPath(path: string, words: string): string {
  const name = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const short = [...name].slice(0, LONGEST_NAME).join('').replace(/-+$/, '') || 'drawbridge'
  const extension = path.slice(path.lastIndexOf('.'))
  return `${path}?download=${encodeURIComponent(short + extension)}`
}
