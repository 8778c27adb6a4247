import { CaretDown } from '@phosphor-icons/react/dist/csr/CaretDown'
import type { Language } from '../../../lib/wire'
import { useWords } from '../../../lib/words'
import { Late } from '../../../ui/Late'
import { useDesk, useIde } from '../here'
import { type Picking, picked } from './picking'

/** Which language, and which version of it. */
export function LanguagePicker() {
  const ide = useIde()
  const words = useWords()
  const languages = useDesk(desk => desk.languages)
  const chosen = useDesk(desk => desk.project.language)
  const version = useDesk(desk => desk.project.version)
  const language = ide.language
  const versions = language.versions.filter(one => one.state === 'ready')
  return (
    <span className="row">
      <Pick
        label={words.language}
        value={chosen}
        items={[...languages].sort(byUse).map(one => ({
          value: one.id,
          name: one.name,
          note: one.state === 'ready' ? '' : words.notInstalled,
        }))}
        choose={id => ide.choose(id)}
      />
      {versions.length > 1 && (
        <Pick
          label={words.version}
          value={version ?? versions[0]?.version ?? ''}
          items={versions.map(one => ({ value: one.version, name: one.version, note: '' }))}
          choose={one => ide.chooseVersion(one)}
        />
      )}
    </span>
  )
}

/** What runs here first, then by name. */
function byUse(a: Language, b: Language): number {
  return Number(b.state === 'ready') - Number(a.state === 'ready') || a.name.localeCompare(b.name)
}

const list = async () => (await import('./Pick')).Pick

function Pick(given: Picking) {
  const name = picked(given)
  return (
    <Late load={list} given={given} popup="listbox" label={`${given.label}: ${name}`} className="btn btn-quiet">
      <span>{name}</span>
      <CaretDown size={14} aria-hidden />
    </Late>
  )
}
