import { useMemo } from 'react'
import { useWords } from '../../lib/words'
import { type AccountWords, useAccountWords } from '../../lib/words/account'
import { countries, monthOf, yearOf } from './born'
import { Field, SelectField } from './Field'
import { type Given, Unfit } from './Form'

/** Month, year and country; never the day. */
export function BornFields() {
  const said = useAccountWords()
  const { locale } = useWords()
  const all = useMemo(() => countries(locale), [locale])
  return (
    <>
      <fieldset className="two">
        <legend className="unseen">{said.age.group}</legend>
        <Field name="month" label={said.age.month} hint={said.age.monthHint} autoComplete="bday-month" />
        <Field
          name="year"
          label={said.age.year}
          hint={said.age.yearHint}
          autoComplete="bday-year"
          inputMode="numeric"
        />
      </fieldset>
      <SelectField name="country" label={said.age.country} hint={said.age.countryHint}>
        <option value="">{said.age.noCountry}</option>
        {all.map(country => (
          <option key={country.code} value={country.code}>
            {country.name}
          </option>
        ))}
      </SelectField>
    </>
  )
}

/** What stands in these fields. */
export function bornOf(given: Given, said: AccountWords, locale: string) {
  const month = monthOf(given.month ?? '', locale)
  if (month === null) throw new Unfit('month', said.age.wrongMonth)
  const year = yearOf(given.year ?? '')
  if (year === null) throw new Unfit('year', said.age.wrongYear)
  return { month, year, country: given.country === '' ? null : (given.country ?? null) }
}
