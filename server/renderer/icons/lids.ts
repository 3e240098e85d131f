/** The colour round an icon's eyes, of which its lids are made; measured from the pixels there. */
const MEASURED =
  'dog e9b37e guide-dog edb07d poodle c8c0d3 cat ecaa69 tiger f07a35 leopard fcaf42 gorilla a1a0a4 monkey f0a7a0 donkey d4b5c0 horse 845548 zebra d3d2d5 deer e6a971 bison 7c4a44 water-buffalo 55535c ox 855348 cow 6f6b78 pig fe94a6 ram d38e5d ewe cd8b49 goat d99b62 camel e4a578 two-hump-camel e9b077 llama f5b67a giraffe df923b elephant b0acbc mammoth 794c49 rhinoceros 76747a hippopotamus 727476 mouse baafc6 rat 635c6b rabbit cdc0da chipmunk f6c29c beaver 7e5149 hedgehog e3a779 skunk 65606a badger aaa2b1 otter be8c65 kangaroo e4a063 seal a7a5aa turkey 9472a3 rooster e5484e baby-chick ffca42 bird ed1451 dove e3dfe6 eagle e1dee5 duck 62953f swan dfdce2 goose bc7a69 flamingo f16e91 peacock 3e93e6 parrot f6edf3 turtle 9ecb4e snake 4ad090 dragon 51b193 sauropod 4fb894 t-rex 3ddd7f snail d19a6e spouting-whale 50cdff whale 5ac4f9 dolphin 4bbdff shark a19fa3 fish 50c7ff tropical-fish 7055a3 blowfish e9b884 honeybee 4b3654 teddy-bear eeaa87 orangutan 6a696c penguin e4d6eb owl 8a5f4c octopus e79f54 ghost f2f0f4 dog-face f6bd93 cat-face f0bf2a tiger-face fd8432 cow-face d5d0db pig-face ff9cb2 mouse-face d0c6e1 rabbit-face dcdae0 monkey-face f7b1a4 lion f3aa42 wolf a1a0a1 fox fc872e raccoon 807d86 bear 9d665c polar-bear ebe9f1 koala b4b4ba panda 6e65a0 hamster fcae82 frog 5bdf9e snowman e4e5e6'

const words = MEASURED.split(' ')
const lids = new Map(words.flatMap((word, i) => (i % 2 === 0 ? [[word, `#${words[i + 1] ?? ''}`] as const] : [])))

/** What closes an icon's eyes. */
export function lidOf(icon: string): string {
  return lids.get(icon) ?? '#fbc934'
}
