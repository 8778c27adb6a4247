import { keepPasskey, passkeyOptions, passkeyQuestion, signInByPasskey } from './calls'

/** The device has none, or its owner said no; which of these a browser does not tell. */
export class NoPasskey extends Error {}

export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential
}

export async function makePasskey(name: string, password: string | undefined): Promise<void> {
  const wanted = await passkeyOptions(password)
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(wanted)
  const made = await answered(() => navigator.credentials.create({ publicKey }))
  const { response } = made.toJSON() as RegistrationResponseJSON
  const { clientDataJSON, attestationObject } = response
  await keepPasskey({ challenge: wanted.challenge, name, clientDataJSON, attestationObject })
}

export async function askPasskey(): Promise<void> {
  const asked = await passkeyQuestion()
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked)
  const used = await answered(() => navigator.credentials.get({ publicKey }))
  const { id, response } = used.toJSON() as AuthenticationResponseJSON
  const { clientDataJSON, authenticatorData, signature } = response
  await signInByPasskey({ challenge: asked.challenge, id, clientDataJSON, authenticatorData, signature })
}

async function answered(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const answer = await ask().catch((thrown: unknown) => {
    if (thrown instanceof DOMException) return null
    throw thrown
  })
  if (!(answer instanceof PublicKeyCredential)) throw new NoPasskey()
  return answer
}
