export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'avif'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])
const AVIF_BRANDS = new Set(['avif', 'avis'])

/** The format the bytes themselves say they are, one of the four we take from outside; undefined for all else, SVG too. */
export function sniffPicture(bytes: Buffer): PictureFormat | undefined {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'png'
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) return 'jpeg'
  if (ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WEBP') return 'webp'
  if (ascii(bytes, 4) === 'ftyp' && brands(bytes).some((brand) => AVIF_BRANDS.has(brand))) return 'avif'
  return undefined
}

/**
 * Whether bytes are a still WebP that is nothing but its picture: one `VP8 ` or `VP8L` chunk filling the file, hence no
 * metadata, animation or trailing bytes.
 */
export function isPlainWebp(bytes: Buffer): boolean {
  if (bytes.length < 20 || sniffPicture(bytes) !== 'webp') return false
  const chunk = ascii(bytes, 12)
  const size = bytes.readUInt32LE(16)
  return (chunk === 'VP8 ' || chunk === 'VP8L') && 20 + size + (size % 2) === bytes.length
}

function ascii(bytes: Buffer, at: number) {
  return bytes.toString('latin1', at, at + 4)
}

/** The major brand and the compatible ones: some encoders put `mif1` first and `avif` after it. */
function brands(bytes: Buffer): string[] {
  if (bytes.length < 16) return []
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256)
  const found = [ascii(bytes, 8)]
  for (let at = 16; at + 4 <= end; at += 4) found.push(ascii(bytes, at))
  return found
}
