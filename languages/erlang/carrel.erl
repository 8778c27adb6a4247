%% Compiles the sources, or runs a module's main/0, start/0 or main/1, and tells what goes wrong in the compiler's words.
-module(carrel).
-export([compile/0, run/0, version/0]).

version() ->
    {ok, Text} = file:read_file(filename:join([code:root_dir(), "releases", erlang:system_info(otp_release), "OTP_VERSION"])),
    io:put_chars(["Erlang ", Text]),
    halt(0).

compile() ->
    ok = io:setopts(standard_error, [{encoding, unicode}]),
    Results = [compile:file(File, [binary, return, {i, "."}]) || File <- init:get_plain_arguments()],
    [report(Result) || Result <- Results],
    halt(case [error || Result <- Results, element(1, Result) =:= error] of [] -> 0; _ -> 1 end).

report({ok, Module, Code, Warnings}) ->
    ok = file:write_file(atom_to_list(Module) ++ ".beam", Code),
    tell("Warning: ", Warnings);
report({error, Errors, Warnings}) -> tell("", Errors), tell("Warning: ", Warnings).

tell(Kind, Files) ->
    [io:format(standard_error, "~ts:~ts ~ts~ts~n", [File, place(Place), Kind, Module:format_error(What)])
     || {File, Found} <- Files, {Place, Module, What} <- Found].

place({Line, Column}) -> io_lib:format("~b:~b:", [Line, Column]);
place(Line) when is_integer(Line) -> io_lib:format("~b:", [Line]);
place(none) -> "".

run() ->
    ok = io:setopts([{encoding, unicode}]),
    ok = io:setopts(standard_error, [{encoding, unicode}]),
    [File | Arguments] = init:get_plain_arguments(),
    try start(module_of(File), Arguments) of
        _ -> halt(0)
    catch
        Class:Reason:Stack -> failed(Class, Reason, Stack)
    end.

%% The file may bear another name than its module.
module_of(File) ->
    {ok, Text} = file:read_file(File),
    case re:run(Text, "^\\s*-module\\(\\s*'?([^')\\s]+)", [multiline, {capture, [1], binary}]) of
        {match, [Name]} -> binary_to_atom(Name);
        nomatch -> list_to_atom(filename:basename(File, ".erl"))
    end.

start(Module, Arguments) ->
    {module, Module} = code:ensure_loaded(Module),
    case [exported || Name <- [main, start], erlang:function_exported(Module, Name, 0)] of
        [] -> Module:main(Arguments);
        _ ->
            case erlang:function_exported(Module, main, 0) of
                true -> Module:main();
                false -> Module:start()
            end
    end.

failed(Class, Reason, Stack) ->
    Format = fun(Term, Indent) -> io_lib:format("~" ++ integer_to_list(Indent) ++ "tp", [Term]) end,
    Theirs = lists:takewhile(fun(Call) -> element(1, Call) =/= carrel end, Stack),
    Text = erl_error:format_exception(1, Class, Reason, Theirs, fun(_, _, _) -> false end, Format, unicode),
    io:put_chars(standard_error, [Text, $\n]),
    halt(1).
