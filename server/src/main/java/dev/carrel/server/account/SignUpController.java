package dev.carrel.server.account;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Making an account. */
@RestController
class SignUpController {
    private final SignUp signUp;
    private final AccountConfig config;

    SignUpController(SignUp signUp, AccountConfig config) {
        this.signUp = signUp;
        this.config = config;
    }

    /** What somebody sends who wants an account. */
    record Registration(String email, String password) {
        Registration {
            Given.demand(email, "email");
            Given.demand(password, "password");
        }
    }

    @PostMapping(path = "/auth/register", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun register(@RequestBody Registration sent, HttpServletRequest request) {
        Email email = Email.of(sent.email);
        NewPassword password = NewPassword.of(sent.password, email);
        return Begun.of(signUp.register(email, password, Network.of(request.getRemoteAddr())), config.code());
    }

    @PostMapping(path = "/auth/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Me confirm(@RequestBody Confirmation sent, HttpServletRequest request) {
        return Me.of(signUp.confirm(sent.begun(), sent.code(), Network.of(request.getRemoteAddr())));
    }
}
