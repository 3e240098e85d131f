import type { IconFacts } from './art.ts'

/** How tall the square of an icon is next to that of a dog (1). Nearer to each other than in life: all must be seen. */
const OWN = read(`
0.3 ant fly mosquito lady-beetle honeybee bug beetle cricket worm microbe ring key old-key coin dice game-die gem-stone peanuts beans cherries strawberry blueberries chestnut pill paperclip pushpin round-pushpin
0.38 egg cookie candy lollipop cupcake doughnut red-apple green-apple tangerine lemon lime peach pear kiwi-fruit tomato onion potato garlic mushroom brown-mushroom carrot banana croissant sushi rice-ball shortcake snowflake spider snail butterfly drop-of-blood droplet pencil pen crayon spoon toothbrush
0.45 mouse baby-chick hatching-chick front-facing-baby-chick frog hamster lizard glasses sunglasses bone leaf-fluttering fallen-leaf maple-leaf feather rose tulip blossom hibiscus sunflower four-leaf-clover hot-beverage teacup-without-handle glass-of-milk wine-glass cocktail-glass hamburger hot-dog taco sandwich pizza fish tropical-fish crab shrimp mobile-phone camera watch
0.55 witch-hat santa-hat party-hat tie bird dove parrot rat chipmunk hedgehog turtle blowfish squid jellyfish octopus lobster bouquet soccer-ball basketball volleyball top-hat crown womans-hat billed-cap teapot birthday-cake watermelon pineapple open-book closed-book books violin trumpet flute microphone wrapped-gift candle hammer axe dagger
0.7 bowl cat rabbit duck goose chicken rooster owl badger skunk otter beaver bucket basket guitar drum accordion saxophone balloon kite soft-ice-cream television laptop jack-o-lantern
0.8 baby eagle turkey peacock penguin flamingo swan fox raccoon koala monkey kite umbrella backpack luggage skateboard chair cactus potted-plant rock wood crossed-swords shield
0.95 open-box sloth wolf goat ewe ram pig leopard kangaroo snake child boy girl baby-angel sled desktop-computer
1.25 throne swing table bench fence lion tiger bear polar-bear panda gorilla orangutan deer donkey llama cow ox water-buffalo bison zebra crocodile seal dolphin bicycle kick-scooter motor-scooter bathtub door
1.5 horse unicorn moose camel two-hump-camel rhinoceros hippopotamus motorcycle snowman snowman-without-snow couch-and-lamp bed flying-saucer telescope
1.75 elephant mammoth shark automobile taxi police-car sport-utility-vehicle pickup-truck racing-car tractor canoe speedboat tent hut crescent-moon sun star
1.9 giraffe t-rex sauropod dragon spouting-whale whale bus minibus delivery-truck ambulance fire-engine articulated-lorry sailboat helicopter small-airplane
2.2 hot-air-balloon airplane rocket ship ferry motor-boat passenger-ship locomotive tram-car trolleybus train railway-car full-moon cloud statue-of-liberty fountain carousel-horse
2.6 lighthouse bridge deciduous-tree evergreen-tree palm-tree christmas-tree house house-with-garden school church hospital hotel
3 castle japanese-castle ferris-wheel tokyo-tower office-building factory volcano mountain snow-capped-mountain mount-fuji rainbow circus-tent mosque hindu-temple
`)

/** By emojibase's subgroup, where the icon itself has none. */
const KINDS: Record<number, number> = {
  23: 1.35, 24: 1.35, 25: 1.35, 26: 1.35, 27: 1.4, 28: 1.4, 29: 1.3, 34: 1, 35: 0.6, 38: 0.8, 39: 0.35, 40: 0.45,
  41: 0.5, 42: 0.4, 43: 0.4, 44: 0.5, 45: 0.5, 46: 0.45, 47: 0.5, 48: 0.5, 49: 1, 50: 2.6, 51: 2.4, 52: 2.4, 53: 1.8,
  54: 1.7, 55: 1.7, 56: 1.9, 58: 0.6, 59: 1, 60: 0.7, 61: 0.6, 62: 0.55, 63: 0.6, 64: 0.65, 65: 0.55, 66: 0.55, 67: 0.5,
  68: 0.65, 69: 0.45, 70: 0.6, 71: 0.6, 72: 0.5, 73: 0.5, 74: 0.55, 75: 0.5, 76: 0.55, 77: 0.5, 78: 0.55, 79: 0.8,
  80: 0.5, 81: 0.7, 82: 0.8,
} // biome-ignore format: a table

function read(table: string): ReadonlyMap<string, number> {
  const lines = table.trim().split('\n')
  return new Map(
    lines.flatMap((line) => {
      const [size, ...names] = line.split(' ')
      return names.map((name) => [name, Number(size)] as const)
    }),
  )
}

/** How tall an icon's square stands next to a dog's (1). */
export function sizeOf(icon: string, facts: IconFacts): number {
  return OWN.get(icon) ?? KINDS[facts.subgroup] ?? (/-tree$/.test(icon) ? 2.6 : 0.7)
}
