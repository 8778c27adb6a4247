package dev.carrel.server.account.entry;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.account.Audit;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.Page;
import dev.carrel.server.account.credential.Cookies;
import dev.carrel.server.account.credential.Device;
import dev.carrel.server.account.credential.Sessions;
import dev.carrel.server.account.going.Farewell;
import dev.carrel.server.account.oidc.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How whoever has proved who they are, in whatever way, is signed in. */
@Component
public class Entry {
    private final Sessions sessions;
    private final Farewell farewell;
    private final Cookies cookies;
    private final Page page;
    private final Audit audit;

    Entry(Sessions sessions, Farewell farewell, Cookies cookies, Page page, Audit audit) {
        this.sessions = sessions;
        this.farewell = farewell;
        this.cookies = cookies;
        this.page = page;
        this.audit = audit;
    }

    /**
     * @param by whose word it is, where it is a provider's
     * @param inCookies for our page, which alone may ask for that
     */
    public SignedIn enter(
            UUID person,
            Optional<Identity> by,
            boolean inCookies,
            HttpServletRequest request,
            HttpServletResponse response) {
        return enter(person, new By(by, Optional.empty()), inCookies, request, response);
    }

    /**
     * @param identity whose word it is, where it is a provider's
     * @param upstream by which a user pool is asked whether the session goes on
     */
    public record By(Optional<Identity> identity, Optional<Bytes> upstream) {}

    public SignedIn enter(
            UUID person, By by, boolean inCookies, HttpServletRequest request, HttpServletResponse response) {
        if (inCookies) {
            page.demand(request);
        }
        Network from = Network.of(request.getRemoteAddr());
        audit.note(Audit.What.SIGNED_IN, person, from);
        farewell.stay(person, from);
        return give(
                sessions.begin(person, by.identity, by.upstream, Device.of(request.getHeader("User-Agent"))),
                inCookies,
                request,
                response);
    }

    public SignedIn give(
            Sessions.Granted granted, boolean inCookies, HttpServletRequest request, HttpServletResponse response) {
        if (inCookies) {
            cookies.give(granted, request, response);
        }
        return SignedIn.of(granted, inCookies);
    }
}
