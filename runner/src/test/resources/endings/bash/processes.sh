while sleep 60 & do
    :
done
