import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { type Me, signOut } from '../calls'
import { Failed } from '../Form'
import { askAnew, useMe } from '../me'
import { Nothing } from '../Nothing'
import { Opening, Sheet } from '../Sheet'
import { useAct } from '../useAct'
import { ChangeEmail, ChangePassword } from './Change'
import { ConsentAnew } from './ConsentAnew'
import { Keys } from './Keys'
import { Logins } from './Logins'
import { MyData } from './MyData'
import { NewPapers } from './NewPapers'
import { Passkeys } from './Passkeys'
import { Said } from './Said'
import { Sessions } from './Sessions'
import { Usage } from './Usage'

/** All that is one's own here, and the ways out. */
export function Account() {
  const said = useAccountWords()
  const words = useWords()
  const { me, waiting } = useMe()
  const [gone, setGone] = useState<string | null>(null)
  if (gone !== null) {
    const day = new Date(gone).toLocaleDateString(words.locale, { dateStyle: 'long' })
    return <Nothing title={said.data.goneTitle} text={said.data.goneSay(day)} to="/" go={words.notFound.go} />
  }
  if (waiting) return <Opening title={said.account.title} />
  if (me === null) return <Nothing title={said.account.title} text={said.nobody} to="/sign-in" go={said.signIn.title} />
  return <Own me={me} left={setGone} />
}

function Own({ me, left }: { me: Me; left(gone: string): void }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const day = new Date(me.created).toLocaleDateString(locale, { dateStyle: 'long' })
  return (
    <Sheet title={said.account.title}>
      {me.askedAnew ? <ConsentAnew asked={me.askedAnew} /> : me.toAccept.length > 0 && <NewPapers />}
      <section className="who">
        <p>
          <b>{me.name ?? me.email}</b>
          <br />
          {me.name !== null && me.email !== null && (
            <>
              {me.email}
              <br />
            </>
          )}
          {said.account.role[me.role]}. {said.account.since(day)}
        </p>
        <WaysOut />
      </section>
      <Usage />
      {me.email !== null && me.hasPassword && (
        <section>
          <ChangePassword />
          <ChangeEmail />
        </section>
      )}
      {me.email !== null && (
        <>
          <Passkeys me={me} />
          <Logins me={me} />
          <Said me={me} />
        </>
      )}
      <Sessions />
      <Keys />
      <MyData me={me} left={left} />
    </Sheet>
  )
}

function WaysOut() {
  const said = useAccountWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { act, fault, acting } = useAct()
  const { me } = useMe()
  const leave = (everywhere: boolean) =>
    act(async () => {
      await signOut(everywhere)
      await navigate({ to: '/sign-in' })
      await askAnew(queries)
    })
  return (
    <div className="acts">
      {me !== null && me.role !== 'student' && (
        <Link to="/classes" className="btn">
          {said.account.classes}
        </Link>
      )}
      {me?.role === 'admin' && (
        <Link to="/switches" className="btn">
          {said.switches.title}
        </Link>
      )}
      <button type="button" className="btn" aria-disabled={acting} onClick={() => leave(false)}>
        {said.account.signOut}
      </button>
      <button
        type="button"
        className="btn btn-quiet"
        aria-disabled={acting}
        title={said.account.signOutAllSay}
        onClick={() => leave(true)}
      >
        {said.account.signOutAll}
      </button>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
    </div>
  )
}
