import { CircleHalf } from '@phosphor-icons/react/dist/csr/CircleHalf'
import { Translate } from '@phosphor-icons/react/dist/csr/Translate'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useMe } from '../features/account/me'
import { classes } from '../lib/classes'
import { switchTheme } from '../lib/theme'
import { changeWords, useWords } from '../lib/words'
import { Mark } from '../ui/Mark'
import { Adoption } from './Adoption'
import './shell.css'

/** What stands around every page. */
export function Shell() {
  const words = useWords()
  const atWork = useLocation({ select: location => /^\/($|projects\/.|shared\/.)/.test(location.pathname) })
  return (
    <div className={classes('shell', atWork && 'shell-work')}>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="top">
        <Link to="/" className="brand" aria-label={words.home}>
          <Mark />
          <span>Carrel</span>
        </Link>
        <Ways />
        <span className="flex-1" />
        <button
          type="button"
          className="btn btn-quiet"
          onClick={changeWords}
          lang={words.locale === 'en' ? 'de' : 'en'}
        >
          <Translate size={16} aria-hidden />
          <span className="top-word">{words.action.words}</span>
        </button>
        <button
          type="button"
          className="btn btn-quiet btn-icon"
          aria-label={words.action.theme}
          title={words.action.theme}
          onClick={switchTheme}
        >
          <CircleHalf size={16} aria-hidden />
        </button>
        <Who />
      </header>
      <main id="main" className="shell-main" tabIndex={-1}>
        <Outlet />
      </main>
      <Adoption />
      <footer className="bottom">
        <nav aria-label={words.about}>
          <Link to="/help">{words.help}</Link>
          <Link to="/terms">{words.terms}</Link>
          <Link to="/privacy">{words.privacy}</Link>
        </nav>
      </footer>
    </div>
  )
}

function Ways() {
  const words = useWords()
  const { me } = useMe()
  return (
    <nav className="ways" aria-label={words.menu}>
      <Link to="/" activeProps={{ 'aria-current': 'page' }}>
        {words.playground}
      </Link>
      {me !== null && (
        <Link to="/projects" activeProps={{ 'aria-current': 'page' }}>
          {words.projects}
        </Link>
      )}
      {me !== null && me.role !== 'student' && (
        <Link to="/classes" activeProps={{ 'aria-current': 'page' }}>
          {words.classes}
        </Link>
      )}
    </nav>
  )
}

function Who() {
  const words = useWords()
  const { me, waiting } = useMe()
  if (waiting) return null
  if (me === null) {
    return (
      <Link to="/sign-in" className="btn btn-quiet">
        {words.signIn}
      </Link>
    )
  }
  const name = me.name ?? me.email ?? ''
  return (
    <Link to="/account" className="person" title={`${words.account}, ${name}`}>
      <span aria-hidden="true">{name.slice(0, 2)}</span>
      <span className="unseen">{`${words.account}, ${name}`}</span>
    </Link>
  )
}
