import type { FaithLanguage, Slots } from './language.js'

const WORDS = '零一二三四五六七八九十'
const word = ({ count }: Slots) => (count > 10 ? `十${WORDS[count - 10]}` : (WORDS[count] ?? ''))
const day = (s: Slots) => `${s.month}月${s.day}日`

export const chinese: FaithLanguage = {
  language: 'zh',
  people: ['李婷', '王建国', '陈雪', '赵明', '孙丽', '周海', '吴芳', '郑凯'],
  strangers: ['冯远', '蒋欣', '韩冰', '曹瑞'],
  places: ['苏州', '厦门', '大连', '桂林', '洛阳', '烟台'],
  statements: [
    {
      kind: 'fact',
      uses: ['a', 'place', 'amount', 'day', 'month'],
      said: (s) => `${s.a}在${day(s)}签了${s.place}工作室的租约，租金每月${s.amount}元。`,
      right: [
        (s) => `${s.place}工作室的租约由${s.a}于${day(s)}签订，月租${s.amount.toLocaleString('en-US')}元。`,
        (s) =>
          `工作室租金：每月${s.amount}元（${s.a}，${s.place}，2025-${String(s.month).padStart(2, '0')}-${String(s.day).padStart(2, '0')}签约）。`,
      ],
    },
    {
      kind: 'rule',
      uses: ['a'],
      said: (s) => `绝对不要把供应商的价格告诉${s.a}。`,
      right: [(s) => `供应商的价格不能告诉${s.a}。`, (s) => `规则：禁止把供应商价格告诉${s.a}。`],
      opposite: (s) => `应该把供应商的价格告诉${s.a}。`,
    },
    {
      kind: 'fact',
      uses: ['b', 'count'],
      said: (s) => `${s.b}为楼梯订了${word(s)}箱胡桃木板。`,
      right: [
        (s) => `楼梯用的胡桃木板由${s.b}订了${s.count}箱。`,
        (s) => `${s.b}订购了${word(s)}箱胡桃木板。`,
      ],
    },
    {
      kind: 'decision',
      uses: ['day', 'month', 'place'],
      said: (s) => `我们决定把${s.place}的展览改到${day(s)}。`,
      right: [(s) => `决定：${s.place}展览改到${day(s)}。`, (s) => `${s.place}的展览改期至${day(s)}。`],
      opposite: (s) => `他们决定不改${s.place}的展览。`,
    },
    {
      kind: 'fact',
      uses: ['a', 'b'],
      said: (s) => `${s.a}负责修理窑炉，${s.b}负责账目。`,
      right: [(s) => `账目由${s.b}负责，窑炉由${s.a}修理。`, (s) => `窑炉由${s.a}负责修理。`],
    },
    {
      kind: 'fact',
      uses: ['a'],
      said: (s) => `${s.a}不吃任何奶制品。`,
      right: [(s) => `奶制品${s.a}一概不吃。`, (s) => `${s.a}从不吃奶制品。`],
      opposite: (s) => `${s.a}喜欢吃奶制品。`,
    },
    {
      kind: 'request',
      uses: ['b', 'day', 'month'],
      said: (s) => `请提醒${s.b}${day(s)}有消防检查。`,
      right: [(s) => `用户要求提醒${s.b}：${day(s)}消防检查。`],
    },
  ],
  quote: {
    said: (person, quoted) => `${person}在纸条上写道：“${quoted}”`,
    right: (person, quoted) => `${person}的纸条上写着“${quoted}”。`,
    texts: [
      ['备用钥匙挂在蓝色的门后面', '备用钥匙挂在绿色的门后面'],
      ['第一次霜冻之前打电话给烟囱工', '第一次霜冻之后打电话给烟囱工'],
    ],
  },
  own: [
    { said: '我上周把旧独木舟卖给了邻居。', retold: (p) => `${p}把旧独木舟卖给了邻居。` },
    { said: '我的小提琴课假期后重新开始。', retold: (p) => `${p}的小提琴课假期后重新开始。` },
    { said: '我从小就对核桃过敏。', retold: (p) => `${p}从小对核桃过敏。` },
  ],
  inventedRequests: ['用户要求把宣传册翻译成挪威语。', '用户想要一篇婚礼致辞。'],
  inventedDecisions: ['他们决定把温室卖给市政府。', '大家同意网站关闭到秋天。'],
  filler: [
    '听起来不错，我会记住的。',
    '最近的天气很奇怪，一会儿下雨一会儿出太阳。',
    '我吃午饭的时候再想想。',
    '大多数客人都是下午才来。',
    '我在一本杂志上读到过。',
    '后面房间的收音机还是太吵。',
    '颜色的事我们改天再谈。',
  ],
}
