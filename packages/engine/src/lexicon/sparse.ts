import { list } from './list.js'
import { neutral } from './neutral.js'
import type { Lexicon, Wording } from './types.js'

/** What of a language is known beside its headings: how somebody speaks of himself, prefers, decides and corrects. */
interface Sparse {
  readonly firstPerson: readonly string[]
  readonly preference: readonly string[]
  readonly decision: readonly string[]
  readonly correction: readonly string[]
  readonly wording: Wording
}

/**
 * Languages with headings of their own and a few cues: nothing is deleted in them, and their rules are told by form
 * (`annotate/rule-forms.ts`).
 */
function sparseLexicon(
  language: string,
  { firstPerson, preference, decision, correction, wording }: Sparse,
): Lexicon {
  return {
    ...neutral,
    language,
    firstPerson,
    cues: { ...neutral.cues, preference, decision, correction },
    statements: { ...neutral.statements, preference, decision },
    wording,
  }
}

const russian = sparseLexicon('ru', {
  firstPerson: list('я, мне, меня, мой, моя, моё, мои, мы, нам, нас, наш, наша, наши'),
  preference: list(
    'предпочитаю, я люблю, мне нравится, мне нравятся, не люблю, терпеть не могу, обожаю, больше люблю',
  ),
  decision: list('мы решили, я решил, я решила, решено, договорились, выбрали, остановились на'),
  correction: list(
    'перенесли на, перенесён на, перенесен на, теперь не, на самом деле, точнее, поправка, передумал, передумала, вместо, изменилась, изменился',
  ),
  wording: {
    months: list(
      'января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября, ноября, декабря',
    ),
    date: '{day} {month} {year}',
    rules: 'Правила',
    pinned: 'Закреплено',
    state: 'Сейчас',
    decisions: 'Решения',
    preferences: 'Предпочтения',
    openIssues: 'Открыто',
    nextSteps: 'Дальше',
    history: 'История',
    itemMarks: {
      fact: 'заметка',
      decision: 'решено',
      preference: 'предпочтение',
      task: 'просит',
      emotion: 'чувствует',
      constraint: 'правило',
    },
    lastRequest: 'последняя просьба',
    user: 'Пользователь',
    assistant: 'Ассистент',
    system: 'Система',
    tool: 'Инструмент',
    onDate: '{date}:',
    said: '{name}: {text}',
    status: {
      in_progress: 'в работе',
      completed: 'завершено',
      blocked: 'заблокировано',
      waiting: 'ожидание',
    },
    requestStatus: { open: 'открыта', answered: 'отвечена' },
  },
})

const arabic = sparseLexicon('ar', {
  firstPerson: list('أنا, نحن, لي, لنا, عندي, عندنا, أختي, أخي, أمي, أبي, خالتي, قررنا, قررت'),
  preference: list('أفضل, أحب, لا أحب, يعجبني, تعجبني, أكره'),
  decision: list('قررنا, قررت, اتفقنا, اخترنا, تقرر'),
  correction: list('تغير الموعد, تغيرت, صار, صارت, بدلا من, تأجل, تأجلت, في الواقع, تصحيح'),
  wording: {
    months: list('يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر'),
    date: '{day} {month} {year}',
    rules: 'القواعد',
    pinned: 'مثبت',
    state: 'الآن',
    decisions: 'القرارات',
    preferences: 'التفضيلات',
    openIssues: 'مفتوح',
    nextSteps: 'التالي',
    history: 'السجل',
    itemMarks: {
      fact: 'ملاحظة',
      decision: 'تقرر',
      preference: 'تفضيل',
      task: 'يطلب',
      emotion: 'يشعر',
      constraint: 'قاعدة',
    },
    lastRequest: 'آخر طلب',
    user: 'المستخدم',
    assistant: 'المساعد',
    system: 'النظام',
    tool: 'الأداة',
    onDate: '{date}:',
    said: '{name}: {text}',
    status: { in_progress: 'قيد التنفيذ', completed: 'مكتمل', blocked: 'متوقف', waiting: 'في الانتظار' },
    requestStatus: { open: 'مفتوح', answered: 'تمت الإجابة' },
  },
})

const thai = sparseLexicon('th', {
  firstPerson: list('ฉัน, ผม, ดิฉัน, เรา, พวกเรา'),
  preference: list('ชอบ, ไม่ชอบ, อยากได้แบบ, โปรดปราน'),
  decision: list('เราตกลง, ตกลงกันว่า, ตัดสินใจ, เลือกแล้ว, สรุปว่า'),
  correction: list('เปลี่ยนวัน, เปลี่ยนเป็น, ย้ายไป, เลื่อนไป, เลื่อนเป็น, ที่จริง, แก้เป็น'),
  wording: {
    months: list(
      'มกราคม, กุมภาพันธ์, มีนาคม, เมษายน, พฤษภาคม, มิถุนายน, กรกฎาคม, สิงหาคม, กันยายน, ตุลาคม, พฤศจิกายน, ธันวาคม',
    ),
    date: '{day} {month} {year}',
    rules: 'กฎ',
    pinned: 'ปักหมุด',
    state: 'ตอนนี้',
    decisions: 'ข้อตกลง',
    preferences: 'ความชอบ',
    openIssues: 'ค้างอยู่',
    nextSteps: 'ขั้นต่อไป',
    history: 'ประวัติ',
    itemMarks: {
      fact: 'หมายเหตุ',
      decision: 'ตกลง',
      preference: 'ความชอบ',
      task: 'ต้องการ',
      emotion: 'รู้สึก',
      constraint: 'กฎ',
    },
    lastRequest: 'คำขอล่าสุด',
    user: 'ผู้ใช้',
    assistant: 'ผู้ช่วย',
    system: 'ระบบ',
    tool: 'เครื่องมือ',
    onDate: '{date}:',
    said: '{name}: {text}',
    status: { in_progress: 'กำลังดำเนินการ', completed: 'เสร็จแล้ว', blocked: 'ติดขัด', waiting: 'กำลังรอ' },
    requestStatus: { open: 'ยังเปิดอยู่', answered: 'ตอบแล้ว' },
  },
})

const hindi = sparseLexicon('hi', {
  firstPerson: list('मैं, मुझे, मेरा, मेरी, मेरे, हम, हमें, हमने, मैंने, हमारा, हमारी, हमारे'),
  preference: list('पसंद, नापसंद, अच्छा लगता, अच्छी लगती, अच्छे लगते'),
  decision: list('तय किया, तय हुआ, फ़ैसला किया, फैसला किया, चुन लिया'),
  correction: list('बदल गई, बदल गया, बदलकर, की जगह, असल में, दरअसल'),
  wording: {
    months: list('जनवरी, फ़रवरी, मार्च, अप्रैल, मई, जून, जुलाई, अगस्त, सितंबर, अक्टूबर, नवंबर, दिसंबर'),
    date: '{day} {month} {year}',
    rules: 'नियम',
    pinned: 'पिन किया',
    state: 'अभी',
    decisions: 'निर्णय',
    preferences: 'पसंद',
    openIssues: 'खुला',
    nextSteps: 'आगे',
    history: 'इतिहास',
    itemMarks: {
      fact: 'टिप्पणी',
      decision: 'तय',
      preference: 'पसंद',
      task: 'चाहता है',
      emotion: 'महसूस',
      constraint: 'नियम',
    },
    lastRequest: 'आख़िरी अनुरोध',
    user: 'उपयोगकर्ता',
    assistant: 'सहायक',
    system: 'सिस्टम',
    tool: 'उपकरण',
    onDate: '{date}:',
    said: '{name}: {text}',
    status: { in_progress: 'जारी', completed: 'पूरा', blocked: 'रुका हुआ', waiting: 'प्रतीक्षा में' },
    requestStatus: { open: 'खुला', answered: 'उत्तर दिया गया' },
  },
})

export const sparseLexicons: Readonly<Record<string, Lexicon>> = {
  ru: russian,
  ar: arabic,
  th: thai,
  hi: hindi,
}
