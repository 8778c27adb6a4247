package dev.carrel.server.account.credential;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Age;
import dev.carrel.server.account.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** What a browser keeps of a session, out of the reach of every script. */
@Component
public class Cookies {
    private final boolean secure;
    private final String access;
    private final String refresh;
    private final String age;
    private final String errand;

    Cookies(AccountConfig config) {
        this.secure = config.secureCookies();
        this.access = (secure ? "__Host-" : "") + "carrel-access";
        this.refresh = (secure ? "__Secure-" : "") + "carrel-refresh";
        this.age = (secure ? "__Host-" : "") + "carrel-age";
        this.errand = (secure ? "__Secure-" : "") + "carrel-errand";
    }

    public Optional<String> access(HttpServletRequest request) {
        return find(request, access);
    }

    public Optional<Secret> refresh(HttpServletRequest request) {
        return find(request, refresh).map(Secret::new);
    }

    public Optional<String> age(HttpServletRequest request) {
        return find(request, age);
    }

    public Optional<Secret> errand(HttpServletRequest request) {
        return find(request, errand).map(Secret::new);
    }

    private static Optional<String> find(HttpServletRequest request, String name) {
        Cookie[] all = request.getCookies();
        return Stream.of(all == null ? new Cookie[0] : all)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    public void give(Sessions.Granted granted, HttpServletRequest request, HttpServletResponse response) {
        add(response, access, granted.access(), "/", granted.accessFor());
        add(response, refresh, granted.refresh().text(), folder(request), granted.refreshFor());
    }

    public void giveAge(String slip, HttpServletResponse response) {
        add(response, age, slip, "/", Age.Slips.GOOD);
    }

    public void giveErrand(Secret browser, Duration life, HttpServletRequest request, HttpServletResponse response) {
        add(response, errand, browser.text(), folder(request), life);
    }

    public void takeErrand(HttpServletRequest request, HttpServletResponse response) {
        add(response, errand, "", folder(request), Duration.ZERO);
    }

    public void takeAway(HttpServletRequest request, HttpServletResponse response) {
        add(response, access, "", "/", Duration.ZERO);
        add(response, refresh, "", folder(request), Duration.ZERO);
    }

    /** A refresh token goes nowhere but to /auth, at the root or below /api, wherever it was given. */
    private static String folder(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/") ? "/api/auth" : "/auth";
    }

    private void add(HttpServletResponse response, String name, String value, String path, Duration life) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Strict")
                        .path(path)
                        .maxAge(life)
                        .build()
                        .toString());
    }
}
