import { useQueryClient } from '@tanstack/react-query'
import { fresh } from '../../../lib/session'
import { useAccountWords } from '../../../lib/words/account'
import { leave, type Me } from '../calls'
import { PasswordField } from '../Field'
import { Form } from '../Form'
import { askAnew } from '../me'
import { Folded } from '../Sheet'
import { Consent } from './Consent'

/** Taking everything with one, and going. */
export function MyData({ me, left }: { me: Me; left(gone: string): void }) {
  const said = useAccountWords()
  const queries = useQueryClient()
  return (
    <section>
      <h2>{said.data.title}</h2>
      <p className="soft">{said.data.exportSay}</p>
      <button type="button" className="btn justify-self-start" onClick={takeAll}>
        {said.data.export}
      </button>
      <Consent />
      <Folded title={said.data.deleteTitle}>
        <Form
          go={said.data.deleteGo}
          denied={said.change.wrong}
          tone="stop"
          send={async ({ password }) => {
            left(await leave(password))
            await askAnew(queries)
          }}
        >
          <p>{said.data.deleteSay}</p>
          {me.hasPassword && <PasswordField name="password" label={said.oldPassword} autoComplete="current-password" />}
        </Form>
      </Folded>
    </section>
  )
}

/** As a download of the browser's own, for it may be large. */
async function takeAll(): Promise<void> {
  await fresh()
  const link = document.createElement('a')
  link.href = '/api/auth/me/export'
  link.download = 'carrel.zip'
  link.click()
}
