-module(main).
-export([main/0]).

main() ->
    open_port({spawn_executable, "/usr/bin/sleep"}, [{args, ["60"]}]),
    main().
