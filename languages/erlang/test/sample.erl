-module(main).
-export([main/0]).

numbers(Read) ->
    case io:fread("", "~d") of
        {ok, [Number]} -> numbers([Number | Read]);
        eof -> Read
    end.

main() ->
    %% The runtime reads its input ahead, so that /dev/stdin has nothing left to give.
    First = string:trim(io:get_line("")),
    Sum = lists:sum(numbers([])),
    ok = file:write_file("/dev/stderr", <<"étape: done\n"/utf8>>),
    Parent = self(),
    spawn(fun() -> Parent ! {words, io_lib:format("Grüße, ~ts ~b", [First, string:length(First)])} end),
    receive {words, Words} -> io:format("~ts~n", [Words]) end,
    io:format("语言 🐬 ~b ~ts~n", [Sum, binary:encode_hex(crypto:hash(md5, <<"abc">>), lowercase)]).
