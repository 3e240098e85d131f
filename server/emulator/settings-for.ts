/** The settings that point Drawbridge at an emulator, one line for each API it speaks. */
export function settingsFor(emulator: { url: string; limit: number; windowSeconds: number }): string[] {
  const limit = `UPSTREAM_LIMIT=${emulator.limit} UPSTREAM_WINDOW_SECONDS=${emulator.windowSeconds}`
  const word = `'${emulator.url}/word/{prompt}?width={width}&height={height}&seed={seed}'`
  return [
    `UPSTREAM=openai UPSTREAM_URL=${emulator.url}/v1 ${limit}`,
    `UPSTREAM=automatic1111 UPSTREAM_URL=${emulator.url} ${limit}`,
    `UPSTREAM=word UPSTREAM_URL=${word} ${limit}`,
  ]
}
