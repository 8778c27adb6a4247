import { Check } from '@phosphor-icons/react/dist/csr/Check'
import { useAccountWords } from '../../../lib/words/account'
import type { Versions } from '../calls'
import { Check as CheckBox } from '../Field'
import { Form, Unfit } from '../Form'
import { Frame, Steps } from '../Frame'
import { PaperLink } from '../PaperLink'

interface Props {
  /** What the button says. */
  label: string
  /** Undefined as long as the service has not said which hold. */
  versions: Versions | undefined
  go(accepted: Versions): Promise<void>
  back(): void
}

export function Agreement({ label, versions, go, back }: Props) {
  const said = useAccountWords()
  return (
    <Frame title={said.agree.title}>
      <Steps now={2} />
      <h1>{said.agree.title}</h1>
      <ul className="promises">
        {said.agree.promises.map(line => (
          <li key={line}>
            <Check size={16} aria-hidden />
            {line}
          </li>
        ))}
      </ul>
      <Form
        go={label}
        send={async given => {
          if (given.agreed !== 'on' || versions === undefined) throw new Unfit('agreed', said.agree.needed)
          await go(versions)
        }}
        beside={
          <button type="button" className="btn btn-quiet btn-big" onClick={back}>
            {said.back}
          </button>
        }
      >
        <CheckBox name="agreed">
          {said.agree.accept.before}
          <PaperLink name="terms" />
          {said.agree.accept.between}
          <PaperLink name="privacy" />
          {said.agree.accept.after}
          {versions !== undefined && <span className="version"> ({said.agree.version(versions.terms)})</span>}.
        </CheckBox>
      </Form>
    </Frame>
  )
}
