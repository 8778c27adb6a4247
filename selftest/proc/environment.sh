# carrel-expect: ok
# carrel-stdout: held
# carrel-why: a shell shows at once what it was started with.
while IFS= read -r name; do
    case $name in
        PATH | HOME | LANG | TMPDIR | PWD | OLDPWD | SHLVL | _) ;;
        *) echo "breach: the variable $name is set"; exit 1 ;;
    esac
done < <(compgen -e)
echo held
