package dev.carrel.server.account.school;

import dev.carrel.server.account.Band;
import dev.carrel.server.platform.identity.Circle;
import dev.carrel.server.platform.identity.Company;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom people may show what they made. A class account stays within its class whatever its age, for the school
 * consented to no more; whoever else is not known to be grown up shows nothing to anybody, and neither does who is
 * going.
 */
@Component
class Companions implements Company {
    private static final String FIND = "select band, class from account.person where id = :person and going is null";
    private static final String IS_IN = """
            select exists (select from account.person where id = :person and class = :class and going is null)
                or exists (select from account.class where id = :class and teacher = :person)""";

    private static final String TEACHES = """
            select exists (select from account.person as pupil join account.class on class.id = pupil.class
              where pupil.id = :pupil and class.teacher = :teacher)""";

    private final JdbcClient jdbc;

    Companions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Circle circleOf(UUID person) {
        return jdbc.sql(FIND)
                .param("person", person)
                .query((row, _) -> circle(row.getString("band"), row.getObject("class", UUID.class)))
                .optional()
                .orElse(new Circle.Nobody());
    }

    private static Circle circle(@Nullable String band, @Nullable UUID schoolClass) {
        if (schoolClass != null) {
            return new Circle.OneClass(schoolClass);
        }
        return band != null && !Band.of(band).isMinor() ? new Circle.Everybody() : new Circle.Nobody();
    }

    @Override
    public boolean isIn(UUID schoolClass, UUID person) {
        return jdbc.sql(IS_IN)
                .param("class", schoolClass)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean teaches(UUID teacher, UUID pupil) {
        return jdbc.sql(TEACHES)
                .param("pupil", pupil)
                .param("teacher", teacher)
                .query(Boolean.class)
                .single();
    }
}
