"""Words that say nothing about what a reader looks for; a query of such words alone keeps them."""

_WORDS = {
    "sl": """
        a ali ampak bi bo bodo brez biti če da do ga gre in iz ima imam ja jaz je jih jim jo k kaj kako kam kar
        kateri kdaj kdo kdor ker ki kje ko kot lahko le me meni mi moj na nad naj ne ni nič nisem o ob od oz
        ozirnoma pa po pod pred pri s sam se sem si so svoj ta tam te ti to tudi v vas vaš vi z za zakaj že
    """,
    "en": """
        a about an and are as at be by can could do does for from had has have how i if in into is it its me my
        no not of on or our s should so than that the their them there they this to us was we were what when
        where which who why will with would you your
    """,
    "sr-latn": """
        a ako ali bi biti da do ga gde i iz ili ima imam ja je joj jer još kada kako kao koja koje koji ko kojoj
        li me mene meni mi može mogu moj na nad naš ne nema ni nije o od on ona oni pa po pod pre pri s sa sam
        samo se si smo su šta sve svoj ta taj te ti to u uz vas vaš vi za zašto zbog već
    """,
    "uk": """
        а але або без був бути було в вам вас ваш ви від він вона воно вони да де до для є же з за зі із і й
        його її їх їхній коли куди ми мені мене мій може можна на над нам нас наш не ні о об один ось от під по
        при про сам свій се собі та так такий там те ти то той тому у хто це цей чи чого чому що щоб я як який
        яка яке які якщо
    """,
}
STOP_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
