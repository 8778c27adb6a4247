-module(main).
-export([main/0]).

main() ->
    Total = 1,
    io:format("~b~n", [Totl + 1]).
