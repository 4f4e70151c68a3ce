"""Names of people who do not exist, with how they are spelled in identifiers and addresses."""

from dataclasses import dataclass

from .draw import Draw

# As often as people have them, roughly, in a hundred.
_SURNAMES = {
    ("王", "wang"): 8, ("李", "li"): 8, ("张", "zhang"): 7, ("刘", "liu"): 6, ("陈", "chen"): 6, ("杨", "yang"): 4,
    ("黄", "huang"): 3, ("赵", "zhao"): 3, ("吴", "wu"): 3, ("周", "zhou"): 3, ("徐", "xu"): 2, ("孙", "sun"): 2,
    ("马", "ma"): 2, ("朱", "zhu"): 2, ("胡", "hu"): 2, ("郭", "guo"): 2, ("何", "he"): 2, ("林", "lin"): 2,
    ("高", "gao"): 2, ("罗", "luo"): 2, ("郑", "zheng"): 1, ("梁", "liang"): 1, ("谢", "xie"): 1, ("宋", "song"): 1,
    ("唐", "tang"): 1, ("许", "xu"): 1, ("韩", "han"): 1, ("冯", "feng"): 1, ("邓", "deng"): 1, ("曹", "cao"): 1,
    ("彭", "peng"): 1, ("曾", "zeng"): 1, ("肖", "xiao"): 1, ("田", "tian"): 1, ("董", "dong"): 1, ("潘", "pan"): 1,
    ("欧阳", "ouyang"): 1,
}
_GIVEN_NAMES = [
    ("静", "jing"), ("伟", "wei"), ("芳", "fang"), ("磊", "lei"), ("洋", "yang"), ("敏", "min"), ("强", "qiang"),
    ("丽", "li"), ("军", "jun"), ("娜", "na"), ("涛", "tao"), ("霞", "xia"), ("鹏", "peng"), ("雪", "xue"),
    ("建国", "jianguo"), ("晓燕", "xiaoyan"), ("志强", "zhiqiang"), ("秀英", "xiuying"), ("桂兰", "guilan"),
    ("文博", "wenbo"), ("子涵", "zihan"), ("雨桐", "yutong"), ("浩然", "haoran"), ("欣怡", "xinyi"), ("俊杰", "junjie"),
    ("梦琪", "mengqi"), ("家豪", "jiahao"), ("思远", "siyuan"), ("海燕", "haiyan"), ("国栋", "guodong"), ("淑珍", "shuzhen"),
    ("明轩", "mingxuan"), ("佳慧", "jiahui"), ("永康", "yongkang"), ("玉梅", "yumei"), ("天宇", "tianyu"), ("诗雨", "shiyu"),
    ("立新", "lixin"), ("春梅", "chunmei"), ("少峰", "shaofeng"), ("婷婷", "tingting"), ("卫东", "weidong"),
]


@dataclass(frozen=True)
class Name:
    surname: str
    full: str
    # In Latin letters, as identifiers and addresses have it.
    spelled: str


def draw_name(draw: Draw) -> Name:
    surname, spelled_surname = draw.weighted(_SURNAMES)
    given, spelled_given = draw.pick(_GIVEN_NAMES)
    return Name(surname, surname + given, spelled_surname + spelled_given)
