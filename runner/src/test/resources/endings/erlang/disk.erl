-module(main).
-export([main/0]).

main() ->
    {ok, Big} = file:open("big", [write, raw]),
    fill(Big).

fill(Big) ->
    ok = file:write(Big, <<0:524288>>),
    fill(Big).
