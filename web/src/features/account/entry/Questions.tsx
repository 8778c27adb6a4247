import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { type Arrived, arrive, versions } from '../calls'
import { askAnew } from '../me'
import { Age } from './Age'
import { Agreement } from './Agreement'

/** What somebody is asked before there is an account, whom another knows: their age, where that is not told, and agreement. */
export function Questions({ arrived }: { arrived: Arrived }) {
  const said = useAccountWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const papers = useQuery({ queryKey: ['papers'], queryFn: versions, staleTime: 0 })
  const [age, setAge] = useState<string | undefined>(undefined)
  if (arrived.asksAge && age === undefined) return <Age go={answered => setAge(answered.age)} />
  return (
    <Agreement
      label={said.comeBack.agree}
      versions={papers.data}
      go={async accepted => {
        await arrive(arrived.arrival, age, accepted)
        await askAnew(queries)
        await navigate({ to: '/' })
      }}
      back={() => setAge(undefined)}
    />
  )
}
