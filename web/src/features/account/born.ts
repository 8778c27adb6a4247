const MONTHS = 12
const LEAST_LETTERS = 3

/** The month that somebody wrote as a number, or by the beginning of its name; null when it is none. */
export function monthOf(written: string, locale: string): number | null {
  const bare = plain(written)
  if (/^\d{1,2}$/.test(bare)) {
    const n = Number(bare)
    return n >= 1 && n <= MONTHS ? n : null
  }
  if (bare.length < LEAST_LETTERS) return null
  const name = new Intl.DateTimeFormat(locale, { month: 'long' })
  const found = Array.from({ length: MONTHS }, (_, i) => i + 1).filter(n =>
    plain(name.format(new Date(2000, n - 1, 1))).startsWith(bare),
  )
  return found.length === 1 ? (found[0] ?? null) : null
}

/** Without what people leave out: marks on letters, a dot at the end, capitals. */
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}|\.$/gu, '')
}

export function yearOf(written: string): number | null {
  const bare = written.trim()
  return /^\d{4}$/.test(bare) && Number(bare) >= 1900 && Number(bare) <= new Date().getFullYear() ? Number(bare) : null
}

// ISO 3166-1: each has an age of its own from which somebody decides alone.
const COUNTRIES =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE
NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM
SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT
ZA ZM ZW`.split(/\s+/)

/** Every country and its name, as a reader of this language looks for it. */
export function countries(locale: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return COUNTRIES.map(code => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
    a.name.localeCompare(b.name, locale),
  )
}
