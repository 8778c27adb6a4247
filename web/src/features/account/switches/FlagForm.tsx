import { useAccountWords } from '../../../lib/words/account'
import { Field, LinesField, SelectField } from '../Field'
import { Form, type Given } from '../Form'
import type { Flag, FlagWish } from './calls'

const words = (text = '') => text.split(/[\s,]+/).filter(word => word !== '')

/** "plain 3, wide": a name and, where it is not one, a weight. */
function wish({ enabled, rolloutPercentage, userWhitelist, variants = '' }: Given): FlagWish {
  return {
    enabled: enabled === 'on',
    rolloutPercentage: Number(rolloutPercentage),
    userWhitelist: words(userWhitelist),
    variants: variants
      .split(/[,\n]/)
      .map(words)
      .filter(([name]) => name !== undefined)
      .map(([name = '', weight = '1']) => ({ name, weight: Number(weight) })),
  }
}

/** All that is said of a flag; of a new one its name as well. */
export function FlagForm({
  of,
  go,
  send,
}: {
  of?: Flag
  go: string
  send(name: string, wish: FlagWish): Promise<void>
}) {
  const said = useAccountWords()
  return (
    <Form go={go} tone="plain" again={of === undefined} send={given => send(of?.name ?? given.name ?? '', wish(given))}>
      {of === undefined && (
        <Field name="name" label={said.switches.name} hint={said.switches.nameHint} autoComplete="off" />
      )}
      <div className="two">
        <SelectField name="enabled" label={said.switches.state} usual={of?.enabled ? 'on' : 'off'}>
          <option value="off">{said.switches.off}</option>
          <option value="on">{said.switches.on}</option>
        </SelectField>
        <Field
          name="rolloutPercentage"
          label={said.switches.percentage}
          type="number"
          min={0}
          max={100}
          defaultValue={of?.rolloutPercentage ?? 0}
        />
      </div>
      <LinesField
        name="userWhitelist"
        label={said.switches.listed}
        hint={said.switches.listedHint}
        rows={3}
        usual={of?.userWhitelist.join('\n')}
      />
      <Field
        name="variants"
        label={said.switches.variants}
        hint={said.switches.variantsHint}
        autoComplete="off"
        defaultValue={of?.variants.map(({ name, weight }) => `${name} ${weight}`).join(', ')}
      />
    </Form>
  )
}
