import core.stdc.stdlib;

void main()
{
    abort();
}
