:erlang.halt(:abort)
