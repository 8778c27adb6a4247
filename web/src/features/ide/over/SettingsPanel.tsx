import { useId } from 'react'
import { chooseTheme, useTheme } from '../../../lib/theme'
import { useWords } from '../../../lib/words'
import { back, FONT_SIZES, type Settings, set, TAB_WIDTHS, useSettings } from '../settings/settings'
import { Panel } from './Panel'

/** How one wants to work: what is changed here holds at once. */
export function SettingsPanel() {
  const words = useWords()
  const settings = useSettings()
  const chosen = useTheme(state => state.chosen)
  const id = useId()
  return (
    <Panel title={words.action.settings} hint={words.ide.settingsHint}>
      <div className="panel-scroll panel-fields">
        <div className="field">
          <label htmlFor={`${id}size`}>
            {words.ide.fontSize} <span className="text-ink-3">{settings.fontSize} px</span>
          </label>
          <input
            id={`${id}size`}
            type="range"
            min={FONT_SIZES.least}
            max={FONT_SIZES.most}
            step={0.5}
            value={settings.fontSize}
            onChange={event => set({ fontSize: Number(event.target.value) })}
          />
        </div>
        <Choice
          legend={words.ide.tabWidth}
          options={TAB_WIDTHS.map(width => [width, String(width)])}
          value={settings.tabWidth}
          choose={tabWidth => set({ tabWidth })}
        />
        <Choice
          legend={words.ide.theme}
          options={[
            [null, words.ide.themes.system],
            ['light', words.ide.themes.light],
            ['dark', words.ide.themes.dark],
          ]}
          value={chosen}
          choose={chooseTheme}
        />
        <OnOff name="wrap" label={words.action.wrap} hint={words.ide.wrapHint} />
        <OnOff name="minimap" label={words.ide.minimap} />
        <OnOff name="plainOutput" label={words.action.plainOutput} hint={words.ide.plainOutputHint} />
        <button type="button" className="btn justify-self-start" onClick={back}>
          {words.ide.asBefore}
        </button>
      </div>
    </Panel>
  )
}

function Choice<T extends string | number | null>(given: {
  legend: string
  options: readonly (readonly [T, string])[]
  value: T
  choose(value: T): void
}) {
  const id = useId()
  return (
    <fieldset className="field">
      <legend className="field-legend">{given.legend}</legend>
      <span className="switch">
        {given.options.map(([value, name]) => (
          <label key={name}>
            <input type="radio" name={id} checked={given.value === value} onChange={() => given.choose(value)} />
            {name}
          </label>
        ))}
      </span>
    </fieldset>
  )
}

type Flag = { [K in keyof Settings]: Settings[K] extends boolean ? K : never }[keyof Settings]

function OnOff({ name, label, hint }: { name: Flag; label: string; hint?: string }) {
  const on = useSettings(settings => settings[name])
  const id = useId()
  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          aria-describedby={hint === undefined ? undefined : id}
          onChange={event => set({ [name]: event.target.checked })}
        />
        {label}
      </label>
      {hint !== undefined && (
        <p id={id} className="hint check-hint">
          {hint}
        </p>
      )}
    </div>
  )
}
