-module(main).
-export([main/0]).

main() ->
    io:put_chars("0123456789012345678901234567890123456789\n"),
    main().
