package dev.carrel.server.account.signin;

import dev.carrel.server.account.AccountConfig;
import dev.carrel.server.account.Age;
import dev.carrel.server.account.Email;
import dev.carrel.server.account.Given;
import dev.carrel.server.account.Network;
import dev.carrel.server.account.NewPassword;
import dev.carrel.server.account.person.Begun;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final Age.Slips slips;
    private final AccountConfig config;

    SignUpController(SignUp signUp, Age.Slips slips, AccountConfig config) {
        this.signUp = signUp;
        this.slips = slips;
        this.config = config;
    }

    /**
     * What somebody sends who wants an account.
     *
     * @param email of a guardian, where one must consent
     * @param age what the answer to the question of age said
     * @param accepted the version of each paper that somebody agrees to
     */
    record Registration(String email, String password, String age, Map<String, String> accepted) {
        Registration {
            Given.demand(email, "email");
            Given.demand(password, "password");
            Given.demand(age, "age");
            Given.demand(accepted, "accepted");
            accepted = Map.copyOf(accepted);
        }
    }

    /**
     * What was begun, and the code of the letter about it.
     *
     * @param guardianConsents that whoever sends this is a guardian, and consents
     */
    record SignUpConfirmation(
            String id, String code, @Nullable Boolean guardianConsents) {
        SignUpConfirmation {
            Given.demand(id, "id");
            Given.demand(code, "code");
        }
    }

    @PostMapping(path = "/auth/register", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun register(@RequestBody Registration sent, HttpServletRequest request) {
        Email email = Email.of(sent.email);
        NewPassword password = NewPassword.of(sent.password, email);
        Age age = slips.read(sent.age).orElseThrow(Age.Slips::wrong);
        return Begun.of(
                signUp.register(email, password, age, sent.accepted, Network.of(request.getRemoteAddr())),
                config.code());
    }

    @PostMapping(path = "/auth/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Me confirm(@RequestBody SignUpConfirmation sent, HttpServletRequest request) {
        UUID begun = Given.id(sent.id).orElseThrow(Given::wrongCode);
        boolean guardian = Boolean.TRUE.equals(sent.guardianConsents);
        return Me.of(signUp.confirm(begun, sent.code, guardian, Network.of(request.getRemoteAddr())));
    }
}
