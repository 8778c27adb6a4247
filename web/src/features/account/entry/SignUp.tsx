import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused } from '../../../lib/http'
import { useAccountWords } from '../../../lib/words/account'
import { waitForCode } from '../begun'
import { type Answered, register, versions } from '../calls'
import { Age } from './Age'
import { Agreement } from './Agreement'
import { type Chosen, Credentials } from './Credentials'

/** What is known so far; the question of age comes before anything personal. */
type Way =
  | { at: 'age' }
  | { at: 'account'; answered: Answered; chosen?: Chosen; refused?: Refused }
  | { at: 'agreement'; answered: Answered; chosen: Chosen }

export function SignUp() {
  const said = useAccountWords()
  const navigate = useNavigate()
  const [way, setWay] = useState<Way>({ at: 'age' })
  const papers = useQuery({ queryKey: ['papers'], queryFn: versions, staleTime: 0 })
  switch (way.at) {
    case 'age':
      return <Age go={answered => setWay({ at: 'account', answered })} />
    case 'account': {
      const { answered, chosen, refused } = way
      return (
        <Credentials
          guardian={answered.guardian}
          chosen={chosen}
          refused={refused}
          go={chosen => setWay({ at: 'agreement', answered, chosen })}
          back={() => setWay({ at: 'age' })}
        />
      )
    }
    case 'agreement': {
      const { answered, chosen } = way
      return (
        <Agreement
          label={answered.guardian ? said.agree.ask : said.agree.go}
          versions={papers.data}
          go={async accepted => {
            try {
              const begun = await register(chosen.email, chosen.password, answered.age, accepted)
              waitForCode('account', chosen.email, begun, answered.guardian)
              await navigate({ to: '/confirm' })
            } catch (refused) {
              if (!(refused instanceof Refused && isOfStepBefore(refused))) throw refused
              setWay({ at: 'account', answered, chosen, refused })
            }
          }}
          back={() => setWay({ at: 'account', answered, chosen })}
        />
      )
    }
  }
}

function isOfStepBefore({ problem }: Refused): boolean {
  return problem.field === 'email' || problem.field === 'password'
}
