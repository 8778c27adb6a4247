-module(main).
-export([main/0]).

main() ->
    Name = string:trim(io:get_line("What is your name? ")),
    io:format("Hello, ~ts!~n", [Name]).
