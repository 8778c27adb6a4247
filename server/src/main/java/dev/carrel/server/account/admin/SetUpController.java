package dev.carrel.server.account.admin;

import dev.carrel.server.account.Email;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.NewPassword;
import dev.carrel.server.account.Secret;
import dev.carrel.server.account.signin.Me;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Making the first admin. */
@RestController
class SetUpController {
    private final FirstAdmin firstAdmin;

    SetUpController(FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
    }

    /** What whoever has the link sends. */
    record SetUp(String token, String email, String password) {
        SetUp {
            Given.demand(token, "token");
            Given.demand(email, "email");
            Given.demand(password, "password");
        }
    }

    @PostMapping(path = "/auth/setup", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Me setUp(@RequestBody SetUp sent, HttpServletRequest request) {
        Email email = Email.of(sent.email);
        return Me.of(firstAdmin.accept(
                new Secret(sent.token),
                email,
                NewPassword.of(sent.password, email),
                Network.of(request.getRemoteAddr())));
    }
}
