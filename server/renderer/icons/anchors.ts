/** Points of an icon in its own square of 32 units, y downwards. Read off the icons by eye. */
export type Anchors = {
  /** Top of the head, and how wide the head is there. */
  crown: readonly [x: number, y: number, width: number]
  /** Middle between the eyes (or the one eye seen), and half the distance between them (0 from the side). */
  eyes: readonly [x: number, y: number, apart: number]
  mouth: readonly [x: number, y: number]
  /** Where somebody would sit on it. */
  back: readonly [x: number, y: number]
  /** Where it would hold something. */
  hand: readonly [x: number, y: number]
}

/** `name crown eyes mouth back hand`: animals from the side, all looking left. */
const SIDE = `
dog 5.5,5.6,8 5.5,9.6,0 3.2,13 15,12 3,15
guide-dog 5.5,5.6,8 5.5,9.6,0 3.2,13 15,12 3,15
poodle 6,6,6 5.6,9,0 2,11 17,13 3,13
cat 7.2,7.5,8 6.5,12.3,0 2.8,14.5 16,12.6 3,16
tiger 7,10.5,8 6.7,15,0 3.2,17 16,15.5 3,18
leopard 7.5,10.5,8 6.5,14.8,0 3,16.5 17,15.5 3,18
gorilla 8,3,8 5.6,6.4,0 3.4,9.5 19,9 6,26
monkey 11,5.5,12 11,9.8,1.6 11.2,14 18,17 5.5,28
donkey 7.5,13.5,6 7,16.5,0 4.8,22.3 15,15 5,26
horse 5.8,3.5,6 5.8,7,0 2.7,8.8 17,12.3 4,12
zebra 6,3.6,6 5,5.6,0 2.8,9.3 19,12.5 4,12
deer 8,6,6 6.5,7.7,0 3.3,10.2 19,12 4,13
bison 8.5,8.8,8 7,14.4,0 4.5,19.8 22,9 4,21
water-buffalo 6.5,4,6 5.8,7.3,0 2.7,10.2 19,8.5 3,12
ox 6.5,4,6 5.8,7.3,0 2.7,10.2 19,8.5 3,12
cow 8.5,5.2,7 5.2,7.7,0 2,11 18,9.5 3,13
pig 8.6,9.4,9 7,16.3,0 3.3,18.5 18,9.4 3,20
ram 7.5,4.6,6 6,9,0 2.3,10.7 20,9.4 3,13
ewe 7.5,4.6,7 6,9,0 2.3,10.7 20,9.4 3,13
goat 8,6.5,6 7,9.2,0 3.4,11.3 17,11.4 3,13
camel 9.5,4.4,6 7.5,6.5,0 2.7,9.6 19.5,4.2 3,12
two-hump-camel 8.5,4.4,6 7.3,6.5,0 3.8,9 18.5,11.5 4,12
llama 6.5,5.5,5 6.9,7.3,0 3.8,8.8 19,15.3 4,11
giraffe 7.5,4.4,5 6.9,5.4,0 4.2,7.1 18,15 5,9
elephant 6.5,5.4,9 6.3,12.1,0 5,18 20,6.3 6,26.5
mammoth 8.5,5,9 8.5,13,0 7.5,20 20,5 6,26
rhinoceros 8.5,8.4,7 8.1,11.5,0 3.8,17.4 19,9 4,19
hippopotamus 8.5,7.7,8 9.4,11.5,2 9.4,19 21,7.7 5,20
mouse 7,7.7,8 6.7,12,0 2.5,14.6 20,4.4 5,19
rat 7,7.7,8 6.7,12,0 2.5,14.6 20,4.4 5,19
rabbit 6,7.7,8 6.7,12,0 2.7,14 20,12 4,18
chipmunk 5.4,6.3,8 5.4,9.6,0 2.3,12.5 18,12 5.9,18.2
beaver 9.6,4.2,9 7,6.7,0 4,10.5 21,8.5 6,15
hedgehog 6.5,17.8,6 5,21.5,0 2.5,22.6 19,9 4,25
skunk 6,16,7 6,20,0 2,21 17,15 3,23
badger 7,15,7 7,18,0 2.5,20 17,15 3,22
otter 8,10,10 8,14.8,2.2 8,18 20,20 11,20
kangaroo 5,5,6 3.6,8,0 2,10 18,8 6,17
seal 8.5,8.4,8 8.5,13.2,1.6 8.5,16 20,15 5,26
turkey 6,5,5 5,7.5,0 3,9 18,4 4,12
rooster 8.8,5,7 8,7.5,0 3.8,8.8 16,15.5 4,11
baby-chick 11,4,11 9.2,10.5,0 2.7,10.9 22,12 4,14
bird 10.6,2,10 10,8.4,0 3.6,9.8 22,16 4,13
dove 8,7,6 6.5,9.5,0 3,11 16,12 4,14
eagle 5,9,7 4.5,11,0 2,14 14,10 7,22
duck 10.6,3.5,8 10.6,6.7,0 3.3,8.2 22,14 4,11
swan 5.4,4,5 3.8,8,0 3.6,12.3 19,14 4,14
goose 11.7,3.3,6 12.5,5,0 7,6 22,14 8,9
flamingo 11,2.3,6 11.9,4.2,0 7.5,5.4 17,8.8 8,9
peacock 13,9.5,4 12,12,0 9.5,13 24,20 10,16
parrot 11.7,2.3,9 10.9,6,0 6.5,8 21,16 7,12
turtle 4.4,20.5,5 4.4,22.5,0 2.5,24.3 15,13 3,27
snake 23,2.5,7 23.6,5.6,0 16,5.6 11,10 15,8
dragon 10.6,6.2,8 10.6,7,0 4.8,10.4 22,16.5 8,22
sauropod 5.9,2.5,6 5.2,4,0 2.5,5.6 18,14 3,8
t-rex 9.6,4.4,8 9,6.3,0 3.3,10.4 17,16.7 4.8,17.8
snail 5.5,3,6 5.5,3,2.5 4,9 20,5 3,14
spouting-whale 8,12,14 15.5,14.2,0 4,20 14,11 4,24
whale 8,10,14 12,16,0 4,20 16,10 4,24
dolphin 12,5,8 9.6,8.4,0 4,10.5 22,10 5,14
shark 9,7,10 10.5,10.5,0 6,17 18,9 8,22
fish 8,11,9 8.6,17.4,0 2.4,18.6 17,9 3,22
tropical-fish 8,9,9 6.5,15.5,0 2.4,18.5 15,6 3,22
blowfish 9,8,9 9,13,0 3,16 16,5 3,20
honeybee 5,9,6 4.5,13,0 3,18 16,9 5,24
`

/** The same of things seen from the front: whole figures, heads, and what has a face of its own. */
const FRONT = `
teddy-bear 16,3,13 16,9.8,3 16,13.2 16,16 5,17
orangutan 16,3,10 16,10,2 16,13.5 16,14 6,25
penguin 16,6.3,12 16,9.8,1.8 16,13.4 16,20 5.5,21
owl 16,3.8,18 16,9.4,4 16,13 16,20 6,20
sloth 8,10,11 8,15,2.5 8,18 18,28 20,8
crocodile 12,26,8 10,29,1 8,30 16,10 5,22
front-facing-baby-chick 16,5,12 16,11,2.5 16,14 16,18 5,18
octopus 16,3.4,16 16,13.4,8.4 16,17 16,6 4,24
crab 16,13,14 16,11.8,1.5 16,17 16,13 6,7
butterfly 16,6,3 16,8,.8 16,10 16,16 8,14
ghost 16,3.4,14 16.5,9.2,4 16.5,13.6 16,20 5,13
alien-monster 16,6,16 16,14,4 16,19 16,6 5,18
dog-face 16,4,18 16,13.5,3 16,22 16,4 16,28
cat-face 16,10,16 16.3,18.6,4.2 16.3,24.5 16,10 16,29
tiger-face 16,4.4,17 15.8,15,3.8 15.8,23 16,4 16,29
cow-face 16,5,15 16,14.6,3.8 16,26 16,5 16,28
pig-face 16,5.2,17 16.5,16.1,4.2 16.5,22 16,5 16,29
mouse-face 16,15,12 16,20.3,3.6 16,25 16,15 16,27
rabbit-face 16,10.6,15 16,18.4,2.9 16,24 16,11 16,29
monkey-face 16,5.6,16 15.9,14.7,2.6 15.9,22.3 16,6 16,28
lion 16,3.4,18 15.8,14.5,3.6 15.8,21.5 16,4 16,29
wolf 16,8.4,15 16,15.2,3.5 16,25 16,9 16,28
fox 16,9,14 16,18.4,3.7 16,24.4 16,9 16,29
raccoon 16,8,15 16,19.8,3.6 16,25.4 16,8 16,28
bear 16,5.4,17 16,16.3,3.7 16,23.6 16,6 16,29
polar-bear 16,5,17 16.2,15,3.6 16.2,22 16,5 16,28
koala 16,4.5,15 16,16.3,5.8 16,25.4 16,5 16,27
panda 16,6,18 16.1,16.7,3.5 16.1,23 16,6 16,29
hamster 16,6.4,13 16.1,19.4,3.9 16.1,26 16,7 16,29
frog 16,5,14 16,8,6.6 16,19 16,5 16,28
robot 16,4,17 16,14.3,4.4 16,24.6 16,4 16,29
alien 16,2.4,20 16,17.9,5.8 16,25.4 16,3 16,29
santa-claus 16,3,16 14.8,15.2,4 14.8,22.3 16,3 16,29
astronaut 15,2.6,15 15,12,2.4 15,14.6 15,3 28,28
snowman-without-snow 16,3,10 16,10,2 16,13 16,14 4,17
snowman 16,3,10 16,10,2 16,13 16,14 4,17
man-standing 16,2,6.6 16,5.2,1.2 16,6.8 16,8 12.6,18
woman-standing 16,2,6.6 16,5.2,1.2 16,6.8 16,8 12.6,18
person-standing 16,2,6.6 16,5.2,1.2 16,6.8 16,8 12.6,18
`

/** A head alone fills its square; a bust is head and shoulders. */
const HEAD: Anchors = { crown: [16, 2.6, 20], eyes: [16, 19, 4.2], mouth: [16, 24.6], back: [16, 3], hand: [16, 29] }
const BUST: Anchors = {
  crown: [16, 3, 12],
  eyes: [16, 10.6, 2.4],
  mouth: [16, 13.4],
  back: [16, 3],
  hand: [27.5, 27],
}

type Row = Anchors & { front: boolean }

const point = (text: string) => text.split(',').map(Number)

function read(table: string, front: boolean): [string, Row][] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...columns] = line.split(' ')
      const [[cx = 16, cy = 3, cw = 10] = [], [ex = 16, ey = 10, apart = 0] = [], [mx = 16, my = 16] = []] =
        columns.map(point)
      const [, , , [bx = 16, by = 8] = [], [hx = 5, hy = 20] = []] = columns.map(point)
      const row: Row = {
        crown: [cx, cy, cw],
        eyes: [ex, ey, apart],
        mouth: [mx, my],
        back: [bx, by],
        hand: [hx, hy],
        front,
      }
      return [name, row]
    })
}

const table = new Map([...read(SIDE, false), ...read(FRONT, true)])

/** The points of an icon, and whether it looks at us; undefined where it has no face that anybody has measured. */
export function anchorsOf(icon: string, subgroup: number): Row | undefined {
  const known = table.get(icon)
  if (known) return known
  if (subgroup === 23 || icon.endsWith('claus') || icon.endsWith('turban')) return { ...HEAD, front: true }
  if (subgroup === 25 || subgroup === 26 || subgroup === 24) return { ...BUST, front: true }
  return undefined
}
