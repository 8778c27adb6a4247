package dev.carrel.server.compat;

import dev.carrel.server.platform.config.Networks;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where clients of Judge0 show a key, and from where they may call.
 *
 * @param headers the one that counts first
 * @param inQuery whether a key may stand in the query, under the name of a header
 * @param allowed who may call; nobody named is everybody
 * @param refused who may not, allowed or not
 */
public record Judge0Doors(List<String> headers, boolean inQuery, Networks allowed, Networks refused) {
    private static final String MARKET = "X-RapidAPI-Key";

    private static final Setting<String> AUTHN =
            header("authn-header", "X-Auth-Token", "The header in which clients of Judge0 show their key.");
    private static final Setting<String> AUTHZ =
            header("authz-header", "X-Auth-User", "The header in which they show it for what only some may do.");
    private static final Setting<Boolean> IN_QUERY = Setting.flag(
            "compat.judge0.key-in-query",
            false,
            "Whether a client of Judge0 may show its key in the query too, by the name of either header; proxies write queries into their logs.");
    private static final Setting<Networks> ALLOWED = Networks.setting(
            "compat.judge0.allow-ip",
            "Addresses and networks from which Judge0's interface may be called; empty for every one.");
    private static final Setting<Networks> REFUSED = Networks.setting(
            "compat.judge0.disallow-ip", "Addresses and networks from which it may not be called, allowed or not.");

    static final List<Setting<?>> SETTINGS = List.of(AUTHN, AUTHZ, IN_QUERY, ALLOWED, REFUSED);

    public Judge0Doors {
        headers = List.copyOf(headers);
    }

    private static Setting<String> header(String name, String fallback, String meaning) {
        return Setting.text("compat.judge0." + name, fallback, meaning);
    }

    static Judge0Doors of(Values values) {
        for (Setting<String> one : List.of(AUTHN, AUTHZ)) {
            if (!values.get(one).matches("[A-Za-z0-9-]{1,100}")) {
                values.problem(one.variables().getFirst() + " is no name of a header: letters, digits and - alone.");
            }
        }
        return new Judge0Doors(
                Stream.of(values.get(AUTHN), values.get(AUTHZ), MARKET)
                        .distinct()
                        .toList(),
                values.get(IN_QUERY),
                values.get(ALLOWED),
                values.get(REFUSED));
    }

    public boolean admit(String address) {
        return (allowed.parts().isEmpty() || allowed.have(address)) && !refused.have(address);
    }
}
