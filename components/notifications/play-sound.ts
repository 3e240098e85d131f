/** Hertz; each begins while the one before fades. */
const NOTES = [587.33, 880]
const STEP_SECONDS = 0.14
const FADE_SECONDS = 0.7
const LOUDNESS = 0.12

let context: AudioContext | undefined

/** Two soft notes, made here. Silent where the browser has not let the page make a sound yet. */
export async function playSound() {
  try {
    context ??= new AudioContext()
    await context.resume()
  } catch {
    return
  }
  for (const [index, frequency] of NOTES.entries()) playNote(context, frequency, index * STEP_SECONDS)
}

function playNote(audio: AudioContext, frequency: number, afterSeconds: number) {
  const at = audio.currentTime + afterSeconds
  const note = new OscillatorNode(audio, { type: 'sine', frequency })
  const volume = new GainNode(audio, { gain: 0 })
  volume.gain.setValueAtTime(0.0001, at)
  volume.gain.exponentialRampToValueAtTime(LOUDNESS, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + FADE_SECONDS)
  note.connect(volume).connect(audio.destination)
  note.start(at)
  note.stop(at + FADE_SECONDS)
}
