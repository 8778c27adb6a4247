const en = `# Help

## Write and run
- Choose a language, write your program, press **Run** or \`Ctrl Enter\`. What it prints appears beside it.
- **Stop** ends a program at once, and so does \`Esc\` while you are in the output.
- A program that reads input gets what you wrote under **Input and arguments**; or choose **Type while it runs** and answer it line by line. \`Ctrl D\` ends the input.
- What a compiler finds stands under **Problems** and in the text. A click, or \`F8\`, leads to the line.
- Pictures that a program writes appear below its output; many numbered ones are an animation that you play. All its files are under **Files**.
- **Format document** puts the text in order, where the server has a formatter for its language.

## Files
- A name like \`data/harbour.csv\` puts a file into a folder. Drag files there, or choose them and press \`Alt M\`.
- Drop files on the list, or use **Upload files**. **Download my files** gives all of them as one archive.
- A closed tab is still a file: it stands in the list. \`Ctrl Shift F\` looks for a text in all files and can replace it.

## Keys
| Key | What it does |
|---|---|
| \`Ctrl Enter\` | run |
| \`Esc\` | stop, in the output; close what is open |
| \`Ctrl K\` | find a file, a language or anything to do |
| \`F6\` | next part of the page |
| \`Esc\` then \`Tab\` | leave the editor |
| \`F8\`, \`Shift F8\` | next, previous problem |
| \`Alt Shift ←\`, \`Alt Shift →\` | move a tab |
| \`Ctrl P\` | open a file |
| \`Ctrl Shift F\` | find in all files |
| \`Alt M\` | move files to a folder |
| \`F2\` | rename a file |
| \`?\`, outside of text | all keys |
| \`Ctrl ,\` | settings |
| \`Alt R\` | read new output aloud |

On a Mac it is \`Cmd\` for \`Ctrl\`.

## Where your work is
- Everything you write is kept on this device, in this browser, as you write it. Loading the page again loses nothing.
- **Download my files** in the menu of a file takes a copy with you, as a zip.
- A program runs on the server, without a network, in a place of its own that is thrown away afterwards.

## When something does not work
- **Stopped at the time limit**: the program went on longer than it may. Does something in the loop change what it waits for?
- **More people than the machines can serve**: the page waits and tries again by itself.
- **Until your next run**: everybody has a share, so that there is enough for all. With an account you have one of your own.
- **Offline**: what you write stays here. Run works again when the server answers.

## Accounts
- You need none to write and run code.
- With a class code you come in without an e-mail address: your teacher has it, and makes another password when yours is lost.
- Otherwise an address and a password are enough. We ask for your age first and keep only a range of it.
- In **Your account** you can take everything with you or delete it, on any day.
`

const de = `# Hilfe

## Schreiben und starten
- Wähle eine Sprache, schreib dein Programm, drück **Starten** oder \`Strg Enter\`. Was es ausgibt, erscheint daneben.
- **Anhalten** beendet ein Programm sofort, und ebenso \`Esc\`, solange du in der Ausgabe bist.
- Ein Programm, das liest, bekommt, was unter **Eingabe und Argumente** steht; oder wähle **Beim Laufen tippen** und antworte Zeile für Zeile. \`Strg D\` beendet die Eingabe.
- Was ein Übersetzer findet, steht unter **Probleme** und im Text. Ein Klick oder \`F8\` führt zur Zeile.
- Bilder, die ein Programm schreibt, erscheinen unter seiner Ausgabe; viele nummerierte sind eine Animation, die du abspielst. Alle seine Dateien stehen unter **Dateien**.
- **Dokument formatieren** ordnet den Text, wo der Server für die Sprache ein Formatierprogramm hat.

## Dateien
- Ein Name wie \`data/hafen.csv\` legt eine Datei in einen Ordner. Ziehe Dateien dorthin, oder wähle sie aus und drück \`Alt M\`.
- Lass Dateien auf die Liste fallen, oder nimm **Dateien hochladen**. **Meine Dateien herunterladen** gibt alle in einem Archiv.
- Ein geschlossener Reiter ist noch eine Datei: sie steht in der Liste. \`Strg Umschalt F\` sucht einen Text in allen Dateien und kann ihn ersetzen.

## Tasten
| Taste | Was sie tut |
|---|---|
| \`Strg Enter\` | starten |
| \`Esc\` | anhalten, in der Ausgabe; schließen, was offen ist |
| \`Strg K\` | eine Datei, eine Sprache oder etwas zu tun finden |
| \`F6\` | nächster Teil der Seite |
| \`Esc\`, dann \`Tab\` | den Editor verlassen |
| \`F8\`, \`Umschalt F8\` | nächstes, voriges Problem |
| \`Alt Umschalt ←\`, \`Alt Umschalt →\` | einen Reiter verschieben |
| \`Strg P\` | eine Datei öffnen |
| \`Strg Umschalt F\` | in allen Dateien suchen |
| \`Alt M\` | Dateien in einen Ordner verschieben |
| \`F2\` | eine Datei umbenennen |
| \`?\`, außerhalb von Text | alle Tasten |
| \`Strg ,\` | Einstellungen |
| \`Alt R\` | neue Ausgabe vorlesen |

Auf einem Mac gilt \`Cmd\` für \`Strg\`.

## Wo deine Arbeit ist
- Alles, was du schreibst, ist auf diesem Gerät in diesem Browser gesichert, sobald du es schreibst. Die Seite neu zu laden verliert nichts.
- **Meine Dateien herunterladen** im Menü einer Datei nimmt eine Kopie mit, als Zip.
- Ein Programm läuft auf dem Server, ohne Netz, an einem eigenen Ort, der danach weggeworfen wird.

## Wenn etwas nicht geht
- **An der Zeitgrenze angehalten**: Das Programm lief länger, als es darf. Ändert etwas in der Schleife das, worauf sie wartet?
- **Mehr Menschen, als die Maschinen bedienen können**: Die Seite wartet und versucht es von selbst wieder.
- **Bis zu deinem nächsten Lauf**: Alle haben einen Anteil, damit es für jeden reicht. Mit einem Konto hast du einen eigenen.
- **Offline**: Was du schreibst, bleibt hier. Starten geht wieder, sobald der Server antwortet.

## Konten
- Zum Schreiben und Starten brauchst du keines.
- Mit einem Klassencode kommst du ohne E-Mail-Adresse hinein: deine Lehrkraft hat ihn, und macht dir ein neues Passwort, wenn deines verloren ist.
- Sonst genügen eine Adresse und ein Passwort. Wir fragen zuerst nach deinem Alter und merken uns nur einen Bereich davon.
- In **Dein Konto** kannst du jederzeit alles mitnehmen oder löschen.
`

/** How to work here, told on one page. */
export const help: Record<string, string> & { en: string } = { en, de }
