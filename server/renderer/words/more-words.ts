import { fold } from '../../words/fold.ts'

/** Names of common things that emojibase lacks: Arabic, everyday Japanese and Chinese characters, Korean, Russian cases, Hindi, Italian, Portuguese. */
const WORDS = `
cat: قطة القطة قط القط 고양이 кот кота коты кошку кошки बिल्ली gatto gatta gato
dog: كلب الكلب 犬 狗 개 강아지 собаки собаку собак कुत्ता cane cachorro
tree: شجرة الشجرة 木 树 樹 나무 дерево деревом дерева पेड़ albero arvore
house: بيت البيت منزل 家 房子 집 дом дома घर casa
car: سيارة السيارة 車 汽车 자동차 машина машину गाड़ी कार macchina carro
horse: حصان الحصان 馬 马 말 лошадь лошади конь घोड़ा cavallo cavalo
bird: طائر عصفور العصفور 鳥 鸟 새 птица птицы птицу पक्षी चिड़िया uccello passaro
fish: سمكة السمكة 魚 鱼 물고기 рыба рыбы рыбу मछली pesce peixe
lion: أسد الأسد 獅子 狮子 사자 лев льва शेर leone leao
elephant: فيل الفيل 象 大象 코끼리 слон слона слоны हाथी elefante
rabbit: أرنب الأرنب 兎 兔子 토끼 заяц зайца кролик кролика खरगोश coniglio coelho
fox: ثعلب الثعلب 狐 狐狸 여우 лиса лису лисица लोमड़ी volpe raposa
wolf: ذئب الذئب 狼 늑대 волк волка भेड़िया lupo lobo
bear: دب الدب 熊 곰 медведь медведя भालू orso urso
tiger: نمر النمر 虎 老虎 호랑이 тигр тигра बाघ tigre
monkey: قرد القرد 猿 猴子 원숭이 обезьяна बंदर scimmia macaco
cow: بقرة البقرة 牛 소 корова корову गाय mucca vaca
pig: 豚 猪 돼지 свинья maiale porco
sheep: خروف 羊 양 овца भेड़ pecora ovelha
mouse: فأر 鼠 老鼠 쥐 мышь мышка चूहा topo
duck: بطة 鴨 鸭子 오리 утка утки बत्तख anatra pato
frog: ضفدع 蛙 青蛙 개구리 лягушка मेंढक rana sapo
dragon: تنين التنين 竜 龍 龙 용 дракон дракона ड्रैगन drago dragao
butterfly: فراشة 蝶 蝴蝶 나비 бабочка तितली farfalla borboleta
flower: زهرة وردة الزهرة 花 꽃 цветок цветы फूल fiore flor
apple: تفاحة التفاحة 林檎 苹果 사과 яблоко яблоки सेब mela maca
boy: ولد الولد صبي 男の子 少年 男孩 소년 мальчик мальчика लड़का ragazzo menino
girl: بنت فتاة الفتاة 女の子 少女 女孩 소녀 девочка девочку девушка लड़की ragazza menina
man: رجل الرجل 男 男人 남자 мужчина человек आदमी uomo homem
woman: امرأة المرأة 女 女人 여자 женщина औरत महिला donna mulher
child: طفل الطفل 子供 孩子 아이 ребенок ребёнок дети बच्चा bambino crianca
boat: قارب القارب 船 배 лодка лодке नाव barca barco
hat: قبعة 帽子 모자 шляпа шляпе шляпу टोपी cappello chapeu
book: كتاب 本 书 책 книга книгу किताब libro livro
ball: كرة ボール 球 공 мяч мячом गेंद palla bola
bicycle: دراجة 自転車 自行车 자전거 велосипед велосипеде साइकिल bicicletta bicicleta
robot: روبوت ロボット 机器人 로봇 робот रोबोट
king: ملك 王 国王 왕 король राजा re rei
castle: قلعة 城 城堡 성 замок замка किला castello castelo
table: طاولة テーブル 桌子 책상 стол столе मेज tavolo mesa
`

let table: ReadonlyMap<string, string> | undefined

/** Folded words to English lemmas. */
export function moreWords(): ReadonlyMap<string, string> {
  if (table) return table
  const map = new Map<string, string>()
  for (const line of WORDS.trim().split('\n')) {
    const [lemma = '', words = ''] = line.split(': ')
    for (const word of words.split(' ')) if (!map.has(fold(word))) map.set(fold(word), lemma)
  }
  table = map
  return map
}
