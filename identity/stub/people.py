"""The people on the stub's cards: made up, and chosen for what is hard about them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from identity.holder import encode_birth_date


class Condition(StrEnum):
    """What is wrong with a card."""

    GOOD = "good"
    EXPIRED = "expired"
    REVOKED = "revoked"
    LOCKED = "locked"
    NO_SIGNING_CERTIFICATE = "no_signing_certificate"  #: holders under 15 are given none


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPerson:
    """One made-up holder.  PINs are test values and may be printed on the stub's pages."""

    __test__ = False  # pytest: this is no test class

    key: str
    about: str  #: what this card is for, in Japanese, for the stub's list of cards
    name: str
    sex: str  #: 1 male, 2 female, 3 unknown, 9 not applicable
    born: date
    address: str
    birth_date_code: str = ""  #: EYYYYMMDD where it differs from `born`, e.g. an unknown day
    name_substitutes: str = ""
    address_substitutes: str = ""
    condition: Condition = Condition.GOOD
    sign_pin: str = "ABC123"
    auth_pin: str = "1234"

    def birth_date(self) -> str:
        return self.birth_date_code or encode_birth_date(self.born)


_ADDRESS = "福島県窓口市中央１丁目２番３号"

PEOPLE: tuple[TestPerson, ...] = (
    TestPerson(
        key="hanako",
        about="ふつうのカード",
        name="見本　花子",
        sex="2",
        born=date(1985, 4, 12),
        address=_ADDRESS,
    ),
    TestPerson(
        key="taro",
        about="ふつうのカード（同じ世帯）",
        name="見本　太郎",
        sex="1",
        born=date(1983, 11, 3),
        address=_ADDRESS,
    ),
    TestPerson(
        key="substitute",
        about="代替文字のある氏名と住所",
        name="渡辺　吉子",
        name_substitutes="01000",
        sex="2",
        born=date(1952, 8, 30),
        address="福島県窓口市辻町４番地の１",
        address_substitutes="0000001000000",
    ),
    TestPerson(
        key="leap",
        about="2月29日生まれ",
        name="閏　大樹",
        sex="1",
        born=date(2000, 2, 29),
        address="福島県窓口市北町５番６号",
    ),
    TestPerson(
        key="unknown-day",
        about="生年月日の一部が不明",
        name="古川　ウメ",
        sex="2",
        born=date(1938, 1, 1),
        birth_date_code="319380000",
        address="福島県窓口市南町７番地",
    ),
    TestPerson(
        key="alias",
        about="ローマ字の氏名と通称",
        name="ＴＥＳＴ　ＭＡＲＩＡ（手須戸　マリア）",
        sex="9",
        born=date(1990, 6, 15),
        address="福島県窓口市東町８番９号",
    ),
    TestPerson(
        key="katakana",
        about="カタカナの氏名",
        name="グエン　テスト",
        sex="1",
        born=date(1998, 12, 1),
        address="福島県窓口市西町１０番地",
    ),
    TestPerson(
        key="long-address",
        about="長い住所",
        name="勘解由小路　左衛門三郎",
        sex="1",
        born=date(1971, 7, 7),
        address=(
            "福島県窓口市大字上みほん字下みほん１２３４５番地の６７８９"
            "　みほんグランドセンタータワーレジデンス壱番館１２３４号室　見本方"
        ),
    ),
    TestPerson(
        key="child",
        about="15歳未満（署名用電子証明書なし）",
        name="見本　さくら",
        sex="2",
        born=date(2018, 3, 25),
        address=_ADDRESS,
        condition=Condition.NO_SIGNING_CERTIFICATE,
    ),
    TestPerson(
        key="expired",
        about="有効期限切れ",
        name="期限　切代",
        sex="2",
        born=date(1966, 9, 9),
        address="福島県窓口市港町１１番地",
        condition=Condition.EXPIRED,
    ),
    TestPerson(
        key="revoked",
        about="失効（引越しの後）",
        name="失効　済男",
        sex="1",
        born=date(1979, 1, 20),
        address="福島県窓口市緑町１２番地",
        condition=Condition.REVOKED,
    ),
    TestPerson(
        key="locked",
        about="暗証番号がロックされたカード",
        name="施錠　忘子",
        sex="2",
        born=date(1994, 10, 10),
        address="福島県窓口市本町１３番地",
        condition=Condition.LOCKED,
    ),
)


def find_person(key: str) -> TestPerson:
    """Return a test person.  Raises KeyError for an unknown key."""
    for person in PEOPLE:
        if person.key == key:
            return person
    raise KeyError(key)
