import type { FaithLanguage, Slots } from './language.js'

const WORDS = '零一二三四五六七八九十'
const word = ({ count }: Slots) => (count > 10 ? `十${WORDS[count - 10]}` : (WORDS[count] ?? ''))
const day = (s: Slots) => `${s.month}月${s.day}日`

export const japanese: FaithLanguage = {
  language: 'ja',
  people: ['佐藤さん', '高橋さん', '田辺さん', '小川さん', '藤井さん', '森さん', '石田さん', '岡本さん'],
  strangers: ['黒沢さん', '水野さん', '榎本さん', '矢島さん'],
  places: ['金沢', '松江', '函館', '長崎', '高知', '盛岡'],
  statements: [
    {
      kind: 'fact',
      uses: ['a', 'place', 'amount', 'day', 'month'],
      said: (s) => `${s.a}が${day(s)}に${s.place}の工房の契約に署名しました。家賃は月${s.amount}ユーロです。`,
      right: [
        (s) =>
          `${s.place}の工房の契約は${day(s)}に${s.a}が署名済み。家賃は月額${s.amount.toLocaleString('en-US')}ユーロ。`,
        (s) => `工房の家賃：月${s.amount}ユーロ。${s.a}が${s.place}で${day(s)}に署名。`,
      ],
    },
    {
      kind: 'rule',
      uses: ['a'],
      said: (s) => `仕入れ価格は絶対に${s.a}に教えないでください。`,
      right: [
        (s) => `${s.a}に仕入れ価格を教えてはいけない。`,
        (s) => `ルール：仕入れ価格を${s.a}に教えるのは禁止。`,
      ],
      opposite: (s) => `仕入れ価格を${s.a}に教える。`,
    },
    {
      kind: 'fact',
      uses: ['b', 'count'],
      said: (s) => `${s.b}が階段用にクルミ材を${word(s)}箱注文しました。`,
      right: [
        (s) => `階段用のクルミ材${s.count}箱を${s.b}が注文。`,
        (s) => `${s.b}はクルミ材を${word(s)}箱注文した。`,
      ],
    },
    {
      kind: 'decision',
      uses: ['day', 'month', 'place'],
      said: (s) => `${s.place}の展示会は${day(s)}に延期することに決めました。`,
      right: [
        (s) => `決定：${s.place}の展示会は${day(s)}に延期。`,
        (s) => `${s.place}の展示会を${day(s)}に延期することになった。`,
      ],
      opposite: (s) => `${s.place}の展示会は延期しないことに決めた。`,
    },
    {
      kind: 'fact',
      uses: ['a', 'b'],
      said: (s) => `${s.a}が窯の修理を担当し、${s.b}が会計を担当します。`,
      right: [(s) => `会計の担当は${s.b}、窯の修理の担当は${s.a}。`, (s) => `窯の修理は${s.a}が担当する。`],
    },
    {
      kind: 'fact',
      uses: ['a'],
      said: (s) => `${s.a}は乳製品を食べません。`,
      right: [(s) => `${s.a}は乳製品を食べない。`, (s) => `乳製品は${s.a}には出さない。`],
      opposite: (s) => `${s.a}は乳製品を食べます。`,
    },
    {
      kind: 'request',
      uses: ['b', 'day', 'month'],
      said: (s) => `${s.b}に${day(s)}の消防点検のことを思い出させてください。`,
      right: [(s) => `ユーザーは${s.b}に${day(s)}の消防点検を思い出させるよう依頼した。`],
    },
  ],
  quote: {
    said: (person, quoted) => `${person}はメモに「${quoted}」と書きました。`,
    right: (person, quoted) => `${person}のメモには「${quoted}」とある。`,
    texts: [
      ['予備の鍵は青いドアの後ろに掛かっています', '予備の鍵は緑のドアの後ろに掛かっています'],
      ['最初の霜の前に煙突掃除を呼ぶこと', '最初の霜の後に煙突掃除を呼ぶこと'],
    ],
  },
  own: [
    {
      said: '先週、古いカヌーを近所の人に売りました。',
      retold: (p) => `${p}は古いカヌーを近所の人に売った。`,
    },
    {
      said: '私のバイオリンのレッスンは休み明けに再開します。',
      retold: (p) => `${p}のバイオリンのレッスンは休み明けに再開する。`,
    },
    {
      said: '私は子供の頃からクルミのアレルギーがあります。',
      retold: (p) => `${p}は子供の頃からクルミのアレルギーがある。`,
    },
  ],
  inventedRequests: [
    'ユーザーはパンフレットのノルウェー語訳を依頼した。',
    'ユーザーは結婚式のスピーチを頼んだ。',
  ],
  inventedDecisions: ['温室を市に売却することが決まった。', 'ウェブサイトを秋まで閉鎖することで合意した。'],
  filler: [
    'いいですね、覚えておきます。',
    '最近の天気は変で、雨と晴れが半々です。',
    '昼ご飯のときに考えてみます。',
    'お客様の多くは午後に来ます。',
    '雑誌で読んだことがあります。',
    '奥の部屋のラジオはまだうるさいです。',
    '色の話はまた今度にしましょう。',
  ],
}
