package dev.carrel.runner.supply;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The way out of this machine as its environment names it, in the variables that curl, apt and npm obey. */
final class Proxies extends ProxySelector {
    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI address) {
        String proxy = variable(address.getScheme() + "_proxy");
        if (proxy.isBlank() || direct(String.valueOf(address.getHost()))) {
            return List.of(Proxy.NO_PROXY);
        }
        URI at = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
        int port = at.getPort() < 0 ? 80 : at.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(at.getHost(), port)));
    }

    private boolean direct(String host) {
        for (String name : variable("no_proxy").split("[, ]+")) {
            String end = name.startsWith(".") ? name.substring(1) : name;
            if (name.equals("*") || (!end.isEmpty() && (host.equals(end) || host.endsWith("." + end)))) {
                return true;
            }
        }
        return false;
    }

    private String variable(String name) {
        return environment.getOrDefault(name, environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {}
}
