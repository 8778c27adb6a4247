void main()
{
    for (uint turns;; turns++)
    {
    }
}
