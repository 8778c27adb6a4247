import core.sys.posix.unistd;

int main()
{
    for (;;)
    {
        const child = fork();
        if (child < 0)
            return 1;
        if (child == 0)
        {
            sleep(60);
            return 0;
        }
    }
}
