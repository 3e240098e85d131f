/** How a finished picture is graded. `contrast` turns around mid grey; `lift` (0 to 255) is added to every channel. */
export type Style = { saturation: number; contrast: number; lift: number }

export const styles = {
  illustration: { saturation: 1, contrast: 1, lift: 0 },
  vivid: { saturation: 1.35, contrast: 1.06, lift: 0 },
  pastel: { saturation: 0.72, contrast: 0.78, lift: 34 },
  noir: { saturation: 0, contrast: 1.22, lift: -6 },
} as const satisfies Record<string, Style>

export type StyleName = keyof typeof styles

/** The style of that name; a name nobody knows is an illustration. */
export function styleNamed(name: string): Style {
  return Object.hasOwn(styles, name) ? styles[name as StyleName] : styles.illustration
}
