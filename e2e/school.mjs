// A provider of sign-ins, as a school has one: OpenID Connect by the code flow, with PKCE and back-channel logout. It knows
// everybody by the name that they write, demands of its one client what the protocol demands, and takes nothing twice.
// Prints its address, and ends when its input does.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'

const CLIENT = 'carrel'
const SECRET = process.env.CARREL_SCHOOL_SECRET
const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout'
const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwk = { ...key.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }

/** Whoever is under way here, by the code that their browser was given. */
const coming = new Map()
/** Where those came from who are signed in. */
const clients = new Map()

const base64 = value => Buffer.from(value).toString('base64url')

function token(type, claims) {
  const now = Math.floor(Date.now() / 1000)
  const head = base64(JSON.stringify({ alg: 'RS256', kid: jwk.kid, typ: type }))
  const body = base64(JSON.stringify({ iss: issuer(), aud: CLIENT, iat: now, exp: now + 300, ...claims }))
  return `${head}.${body}.${sign('RSA-SHA256', Buffer.from(`${head}.${body}`), key.privateKey).toString('base64url')}`
}

const page = text => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><title>Our school</title><h1>Our school</h1>${text}`,
})
const json = (status, body) => ({ status, type: 'application/json', body: JSON.stringify(body) })
const wrong = error => json(400, { error })

function discovery() {
  const at = issuer()
  return json(200, {
    issuer: at,
    authorization_endpoint: `${at}/authorize`,
    token_endpoint: `${at}/token`,
    jwks_uri: `${at}/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
  })
}

function ask(asked) {
  const sound =
    asked.get('response_type') === 'code' &&
    asked.get('client_id') === CLIENT &&
    asked.get('code_challenge_method') === 'S256' &&
    asked.get('scope').split(' ').includes('openid') &&
    new URL(asked.get('redirect_uri')).pathname === '/sign-in/return'
  if (!sound) return wrong('invalid_request')
  const buttons = '<button>This is me</button><button name="no" value="1">No</button>'
  return page(`<form method="post"><label>Your name <input name="name"></label>${buttons}</form>`)
}

function answer(asked, said) {
  const back = new URL(asked.get('redirect_uri'))
  back.searchParams.set('state', asked.get('state'))
  if (said.has('no')) {
    back.searchParams.set('error', 'access_denied')
  } else {
    const code = randomUUID()
    coming.set(code, { asked, name: said.get('name') })
    back.searchParams.set('code', code)
    back.searchParams.set('iss', issuer())
  }
  return { status: 303, to: back.href }
}

function grant(request, said) {
  if (request.headers.authorization !== `Basic ${Buffer.from(`${CLIENT}:${SECRET}`).toString('base64')}`) {
    return json(401, { error: 'invalid_client' })
  }
  const one = coming.get(said.get('code'))
  coming.delete(said.get('code'))
  const challenge = createHash('sha256').update(said.get('code_verifier')).digest('base64url')
  const sound =
    one !== undefined &&
    said.get('grant_type') === 'authorization_code' &&
    said.get('redirect_uri') === one.asked.get('redirect_uri') &&
    challenge === one.asked.get('code_challenge')
  if (!sound) return wrong('invalid_grant')
  const { asked, name } = one
  clients.set(name, new URL(asked.get('redirect_uri')).origin)
  const whom = { sub: name, nonce: asked.get('nonce'), email: `${name}@school.example.org`, email_verified: true }
  return json(200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: token('JWT', whom) })
}

/** Somebody signs out at school: their school tells it wherever they signed in by it. */
async function signOut(name) {
  const claims = { sub: name, jti: randomUUID(), events: { [LOGOUT]: {} } }
  const told = await fetch(`${clients.get(name)}/api/auth/providers/school/logout`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: token('logout+jwt', claims) }),
  })
  return page(`<p>${told.ok ? 'You are signed out everywhere.' : `It answered ${told.status}.`}</p>`)
}

async function respond(request) {
  const at = new URL(request.url, issuer())
  let sent = ''
  for await (const part of request) sent += part
  switch (`${request.method} ${at.pathname}`) {
    case 'GET /.well-known/openid-configuration':
      return discovery()
    case 'GET /keys':
      return json(200, { keys: [jwk] })
    case 'GET /authorize':
      return ask(at.searchParams)
    case 'POST /authorize':
      return answer(at.searchParams, new URLSearchParams(sent))
    case 'POST /token':
      return grant(request, new URLSearchParams(sent))
    case 'GET /out':
      return signOut(at.searchParams.get('name'))
    default:
      return json(404, {})
  }
}

const server = createServer((request, response) => {
  respond(request)
    .catch(error => json(500, { error: String(error) }))
    .then(({ status = 200, type = 'text/plain', body = '', to }) => {
      response.writeHead(status, { 'content-type': type, ...(to ? { location: to } : {}) }).end(body)
    })
})

function issuer() {
  return `http://127.0.0.1:${server.address().port}`
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`${issuer()}\n`))
process.stdin.resume().on('end', () => process.exit())
